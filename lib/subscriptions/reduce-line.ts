import { latest, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { withdrawTerms } from './withdraw-terms.ts'

/**
 * Takes so many of a line away from now on: those bought last first. Of a term that is more than is taken, the rest
 * goes on, paid by the same purchase. Answers the purchases that had paid for what is gone. The subscription must be
 * locked by this transaction.
 */
export async function reduceLine(
  tx: Transaction,
  options: { lineId: string; quantity: number; reason: 'reduced' | 'replaced'; now: Temporal.Instant },
): Promise<{ purchaseIds: string[] }> {
  const at = toDate(options.now)
  const terms = await tx.term.findMany({
    where: {
      lineId: options.lineId,
      withdrawnAt: null,
      OR: [{ endsAt: null }, { endsAt: { gt: at } }, { graceEndsAt: { gt: at } }],
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
  })
  const termIds: string[] = []
  const purchaseIds = new Set<string>()
  let left = options.quantity
  for (const term of terms) {
    if (left <= 0) break
    termIds.push(term.id)
    if (term.purchaseId) purchaseIds.add(term.purchaseId)
    const { id: _, quoteLineId: __, ...rest } = term
    if (term.quantity > left) {
      const startsAt = toDate(latest(toInstant(term.startsAt), options.now))
      await tx.term.create({ data: { ...rest, quantity: term.quantity - left, startsAt, createdAt: at } })
    }
    left -= term.quantity
  }
  await withdrawTerms(tx, { termIds, reason: options.reason, now: options.now })
  return { purchaseIds: [...purchaseIds] }
}
