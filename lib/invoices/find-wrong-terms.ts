import { toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { heldPeriod, makesTerm, storedPeriod } from '#lib/purchases/fulfilment-rules.ts'

const BATCH = 1_000

/**
 * Works out again what every fulfilled purchase gives, from its quote and the instant it was fulfilled, and compares it
 * with the terms that are stored. Answers each that differs, in words.
 */
export async function findWrongTerms(tx: Transaction, { batch = BATCH } = {}): Promise<string[]> {
  const wrong: string[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await loadBatch(tx, { after, batch })
    for (const row of rows) {
      const difference = differenceOf(row)
      if (difference) wrong.push(`quote line ${row.quoteLineId}: ${difference}`)
    }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return wrong
    after = last.quoteLineId
  }
}

type Row = Awaited<ReturnType<typeof loadBatch>>[number]

async function loadBatch(tx: Transaction, { after, batch }: { after: string; batch: number }) {
  const lines = await tx.quoteLine.findMany({
    where: { id: { gt: after }, quote: { purchase: { fulfilledAt: { not: null } } } },
    orderBy: { id: 'asc' },
    take: batch,
    include: {
      term: { include: { line: true } },
      quote: {
        include: {
          purchase: { include: { renewsTerm: true } },
          subscription: { include: { family: { include: { issuer: { select: { timeZone: true } } } } } },
        },
      },
    },
  })
  return lines.map((line) => ({ ...line, quoteLineId: line.id }))
}

function differenceOf(row: Row): string | null {
  const { term, quote } = row
  const { purchase } = quote
  if (!makesTerm(row)) return term ? 'something is held' : null
  if (!term || !purchase?.fulfilledAt) return 'nothing is held'
  const period = heldPeriod({
    line: {
      startsAt: toInstant(row.startsAt),
      endsAt: toInstant(row.endsAt),
      periodStartsAt: toInstant(row.periodStartsAt),
      billedDays: row.billedDays,
      periodDays: row.periodDays,
    },
    intervalMonths: row.intervalMonths,
    billed: storedPeriod(purchase),
    at: toInstant(purchase.fulfilledAt),
    timeZone: quote.subscription.family.issuer.timeZone,
  })
  const { renewsTerm } = purchase
  const facts: [string, unknown, unknown][] = [
    ['customer', term.customerId, purchase.customerId],
    ['purchase', term.purchaseId, purchase.id],
    ['subscription', term.line.subscriptionId, purchase.subscriptionId],
    ['add-on', term.line.addonId, row.addonId],
    ['plan', term.line.planId, row.planId],
    ['quantity', term.quantity, row.quantity],
    ['first of its chain', term.rootTermId, renewsTerm && (renewsTerm.rootTermId ?? renewsTerm.id)],
    ['place in its chain', term.renewalNumber, renewsTerm ? renewsTerm.renewalNumber + 1 : 0],
    ['price', term.unitAmountMinor, row.unitAmountMinor],
    ['currency', term.currency, purchase.currency],
    ['start', term.startsAt.getTime(), period?.startsAt.epochMilliseconds],
    ['end', term.endsAt?.getTime(), period?.endsAt.epochMilliseconds],
    ['billed period', term.periodStartsAt?.getTime(), period?.periodStartsAt.epochMilliseconds],
  ]
  const found = facts.find(([, stored, rebuilt]) => stored !== rebuilt)
  return found ? `its term has another ${found[0]}: ${found[1]} instead of ${found[2]}` : null
}
