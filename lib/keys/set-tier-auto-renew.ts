import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { setPackAutoRenew } from '#lib/purchases/set-pack-auto-renew.ts'
import { ownKey } from './own-key.ts'

/**
 * Turns on or off that our own job buys the next month of a key's tier (D6). Throws `api_key_not_found`, and
 * `auto_renew_not_offered` for a tier that was not bought.
 */
export async function setTierAutoRenew(options: {
  apiKeyId: string
  customerId: string
  userId: string
  enabled: boolean
  requestId: string
  now: Temporal.Instant
}): Promise<void> {
  const { apiKeyId, customerId, now } = options
  await ownKey(database(), { apiKeyId, customerId })
  const at = toDate(now)
  const term = await database().term.findFirst({
    where: {
      customerId,
      withdrawnAt: null,
      startsAt: { lte: at },
      endsAt: { gt: at },
      line: { planId: { not: null }, subscription: { apiKeyId } },
    },
    orderBy: { startsAt: 'desc' },
  })
  if (!term) {
    throw new DomainError({
      kind: 'refused',
      code: 'auto_renew_not_offered',
      detail: 'This tier was not bought for a time: there is nothing to renew.',
      field: 'tierAutoRenew',
    })
  }
  await setPackAutoRenew({ ...options, termId: term.id })
}
