import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { findExternalId } from '#lib/payments/references.ts'
import type { PurchaseStatus } from './purchase-rules.ts'
import { readProviderTruth } from './read-provider-truth.ts'
import { settlePurchase } from './settle-purchase.ts'

/** Asks the provider about a purchase and settles what it says. Null when there is nothing to ask about yet. */
export async function settleNow(options: {
  purchaseId: string
  provider: string
  now: Temporal.Instant
}): Promise<{ status: PurchaseStatus } | null> {
  const { purchaseId, provider, now } = options
  const order = { kind: 'order', subject: 'purchase', subjectId: purchaseId } as const
  const orderId = await findExternalId(database(), order)
  if (orderId === null) return null
  const truth = await readProviderTruth({ provider, orderId })
  return transaction((tx) => settlePurchase(tx, { purchaseId, ...truth, now }))
}
