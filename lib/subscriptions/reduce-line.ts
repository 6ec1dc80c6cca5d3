import { isBefore, latest, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { type WithdrawalReason, withdrawTerms } from './withdraw-terms.ts'

/**
 * Takes so many of a line away from now on, of what is held now and of what is paid already for later: those bought
 * last first. Of a term that is more than is taken, the rest goes on, paid by the same purchase. Answers the purchases
 * that had paid for what is gone. The subscription must be locked by this transaction.
 *
 * @param options.source only what was paid for, when it says so
 */
export async function reduceLine(
  tx: Transaction,
  options: {
    lineId: string
    quantity: number
    source?: 'paid'
    reason: WithdrawalReason
    now: Temporal.Instant
  },
): Promise<{ purchaseIds: string[] }> {
  const { now, source } = options
  const at = toDate(now)
  const terms = await tx.term.findMany({
    where: {
      lineId: options.lineId,
      withdrawnAt: null,
      ...(source ? { source } : {}),
      OR: [{ endsAt: null }, { endsAt: { gt: at } }, { graceEndsAt: { gt: at } }],
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
  })
  // What starts later is another period: so many fewer of it, too.
  const periods = Map.groupBy(terms, (term) =>
    isBefore(now, toInstant(term.startsAt)) ? term.startsAt.getTime() : 0,
  )
  const gone: typeof terms = []
  for (const period of periods.values()) {
    let left = options.quantity
    for (const term of period) {
      if (left <= 0) break
      gone.push(term)
      if (term.quantity > left) await keepRest(tx, { term, quantity: term.quantity - left, now })
      left -= term.quantity
    }
  }
  await withdrawTerms(tx, { termIds: gone.map((term) => term.id), reason: options.reason, now })
  return { purchaseIds: [...new Set(gone.flatMap((term) => term.purchaseId ?? []))] }
}

async function keepRest(
  tx: Transaction,
  options: {
    term: Awaited<ReturnType<Transaction['term']['findMany']>>[number]
    quantity: number
    now: Temporal.Instant
  },
) {
  const { now, quantity } = options
  const { id: _, quoteLineId: __, ...rest } = options.term
  const startsAt = toDate(latest(toInstant(rest.startsAt), now))
  // Its place in a chain of renewals stays taken by the term it is the rest of.
  const chain = { rootTermId: null, renewalNumber: 0 }
  await tx.term.create({ data: { ...rest, ...chain, quantity, startsAt, createdAt: toDate(now) } })
}
