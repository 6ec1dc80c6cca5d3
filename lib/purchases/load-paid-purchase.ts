import type { Transaction } from '#lib/db/client.ts'
import type { HeldPeriod } from './fulfilment-rules.ts'

export type FulfilledPurchase = Awaited<ReturnType<typeof loadPaidPurchase>>
/** A line of its quote, and when what it gives is held. */
export type FulfilledLine = { line: FulfilledPurchase['quote']['lines'][number]; period: HeldPeriod }

/** A purchase with everything that handing it over takes. */
export async function loadPaidPurchase(tx: Transaction, purchaseId: string) {
  return tx.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: {
      user: true,
      customer: { select: { email: true } },
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
      subscription: { include: { family: { include: { issuer: true } } } },
    },
  })
}
