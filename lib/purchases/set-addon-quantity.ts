import { database } from '#lib/db/client.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'
import { changeHeld } from './change-held.ts'
import type { Effective } from './change-rules.ts'

/**
 * Exactly so many of a held add-on, in one step (S4.4); none at all ends it. Throws `user_addon_not_found` and what
 * `changeHeld` throws.
 */
export async function setAddonQuantity(options: {
  lineId: string
  customerId: string
  userId: string
  quantity: number
  when?: Effective
  now: Temporal.Instant
}): Promise<{ purchaseId: string }> {
  const line = await findLine(database(), options)
  const { family, apiKeyId } = line.subscription
  const { quantity, when } = options
  const change = { action: 'set', code: line.addon.code, quantity, when } as const
  const { purchaseId } = await changeHeld({
    ...options,
    familyCode: family.code,
    ...(apiKeyId ? { apiKeyId } : {}),
    changes: [change],
    fieldOf: () => 'quantity',
  })
  return { purchaseId }
}
