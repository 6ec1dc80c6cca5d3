import { isBefore } from '#lib/calendar/instants.ts'
import { roundHalfUp } from '#lib/money/money.ts'
import { boundariesAfter, type HeldTerm, isLiveAt, paidUntil } from '#lib/subscriptions/term-rules.ts'

/** A term as the analytics see it. Amounts in minor units of one currency. */
export type SoldTerm = HeldTerm & {
  source: 'paid' | 'trial' | 'comp' | 'included'
  /** What one unit costs for one interval, as it was sold: with tax where the family's prices contain it. */
  unitAmountMinor: bigint
  intervalMonths: number
  isAddon: boolean
}

export type Mrr = {
  totalMinor: bigint
  planMinor: bigint
  addonMinor: bigint
  /** What of the total is held through its grace: not paid for yet. */
  graceMinor: bigint
}

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation'

/** One change of what a customer pays a month in a family. Minor units; `after − before` is what it moved. */
export type Movement = { at: Temporal.Instant; kind: MovementKind; beforeMinor: bigint; afterMinor: bigint }

/** The instant from which nothing is held that ended by then. */
const BEGINNING = Temporal.Instant.from('1900-01-01T00:00Z')

/**
 * What a term comes to a month: unit price × quantity ÷ months of its interval, rounded half up per term, so that a
 * figure is the sum of its rows. Nothing for what was not bought: trials, gifts, and what comes with a plan (E.2).
 */
export function monthlyOf(
  term: Pick<SoldTerm, 'source' | 'quantity' | 'unitAmountMinor' | 'intervalMonths'>,
): bigint {
  if (term.source !== 'paid') return 0n
  return roundHalfUp(term.unitAmountMinor * BigInt(term.quantity), BigInt(term.intervalMonths))
}

/**
 * Monthly recurring revenue at an instant, add-ons included: the sum over the terms live then (E.2). A term that was
 * withdrawn, as a refund does, counts nothing from then on; one in its grace counts, and is told apart.
 */
export function mrrAt(terms: readonly SoldTerm[], at: Temporal.Instant): Mrr {
  const mrr = { totalMinor: 0n, planMinor: 0n, addonMinor: 0n, graceMinor: 0n }
  for (const term of terms) {
    if (!isLiveAt(term, at)) continue
    const monthly = monthlyOf(term)
    mrr.totalMinor += monthly
    if (term.isAddon) mrr.addonMinor += monthly
    else mrr.planMinor += monthly
    const paid = paidUntil(term)
    if (paid !== null && !isBefore(at, paid)) mrr.graceMinor += monthly
  }
  return mrr
}

/**
 * Every change of what one customer pays a month in one family, in order. Changes at the same instant are one: a plan
 * that replaces another is an expansion by the difference, a renewal is nothing. So, whatever the two instants,
 * `mrrAt(from) + what moved since = mrrAt(to)`, and the movements of a year are those of its months.
 */
export function movementsOf(terms: readonly SoldTerm[]): Movement[] {
  const movements: Movement[] = []
  let beforeMinor = 0n
  for (const at of boundariesAfter(terms, BEGINNING)) {
    const afterMinor = mrrAt(terms, at).totalMinor
    if (afterMinor === beforeMinor) continue
    const kind = movementKind({ beforeMinor, afterMinor, isFirst: movements.length === 0 })
    movements.push({ at, kind, beforeMinor, afterMinor })
    beforeMinor = afterMinor
  }
  return movements
}

/**
 * What a change is: `new` is the first money ever, `reactivation` the first after nothing, `churn` the end of all of
 * it, `expansion` more and `contraction` less.
 */
function movementKind(change: { beforeMinor: bigint; afterMinor: bigint; isFirst: boolean }): MovementKind {
  if (change.beforeMinor === 0n) return change.isFirst ? 'new' : 'reactivation'
  if (change.afterMinor === 0n) return 'churn'
  return change.afterMinor > change.beforeMinor ? 'expansion' : 'contraction'
}
