import type { Transaction } from '#lib/db/client.ts'

/** Where a term stands in a chain of renewals, and whether it is to be renewed by our own job. */
export type Chain = { rootTermId: string | null; renewalNumber: number; autoRenew: boolean }

/**
 * What a purchase makes of its term: the next of a chain, where it renews one, or the first of a new chain. Where
 * periods are paid in advance, the quote says whether it renews by itself (D6); elsewhere the provider sees to that.
 */
export async function loadChain(tx: Transaction, purchaseId: string): Promise<Chain> {
  const purchase = await tx.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    select: {
      renewsTerm: true,
      quote: { select: { autoRenew: true } },
      subscription: { select: { family: { select: { prepaid: true } } } },
    },
  })
  const { renewsTerm } = purchase
  const autoRenew = renewsTerm
    ? // It may have been turned off since the renewal was begun.
      renewsTerm.autoRenew
    : purchase.quote.autoRenew && purchase.subscription.family.prepaid
  return renewsTerm
    ? {
        autoRenew,
        rootTermId: renewsTerm.rootTermId ?? renewsTerm.id,
        renewalNumber: renewsTerm.renewalNumber + 1,
      }
    : { autoRenew, rootTermId: null, renewalNumber: 0 }
}
