import type { PurchaseRow } from './purchase-schemas.ts'

/** A purchase as a list shows it. */
export function serializePurchase(purchase: {
  id: string
  createdAt: Date
  status: PurchaseRow['status']
  provider: string
  amountMinor: bigint
  currency: string
  customer: PurchaseRow['customer']
  user: { email: string } | null
  subscription: { family: PurchaseRow['family'] }
  quote: { lines: { description: string }[] }
}): PurchaseRow {
  const { id, createdAt, status, provider, customer, user, subscription, quote, currency } = purchase
  return {
    id,
    createdAt: createdAt.toISOString(),
    status,
    provider,
    family: subscription.family,
    customer,
    boughtBy: user?.email ?? null,
    items: quote.lines.map(({ description }) => description),
    amountMinor: Number(purchase.amountMinor),
    currency,
  }
}
