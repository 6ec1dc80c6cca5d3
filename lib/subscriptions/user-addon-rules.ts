import { isBefore, latest } from '#lib/calendar/instants.ts'
import type { HeldLine, LineTerm } from './holdings.ts'
import { heldUntil, isLiveAt, paidUntil } from './term-rules.ts'

/** A line as its customer sees it. Minor units; UTC instants; null ends are open. */
export type UserAddonState = {
  status: 'active' | 'canceled' | 'expired'
  quantity: number
  /** Of one unit, by the latest of the terms that count. */
  unitAmountMinor: bigint
  totalAmountMinor: bigint
  currency: string
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant | null
  /** Until when it is held with what is paid already. */
  endsAt: Temporal.Instant | null
  boughtBy: string | null
}

/**
 * The state of an add-on's line at an instant: of the terms that are live, or, when none is, of those it ended with.
 * Null for a line that never held anything. All terms of the line are needed for what is over.
 */
export function userAddonAt(line: HeldLine, at: Temporal.Instant): UserAddonState | null {
  const live = line.terms.filter((term) => isLiveAt(term, at))
  const counted = live.length > 0 ? live : lastOf(line.terms)
  const [first, ...rest] = counted
  if (!first) return null
  const newest = rest.reduce((found, term) => (isBefore(term.startsAt, found.startsAt) ? found : term), first)
  const starts = counted.map((term) => term.periodStartsAt ?? term.startsAt)
  const periodEnd = latestEnd(counted)
  return {
    status: live.length > 0 ? 'active' : endedByWill(line, counted) ? 'canceled' : 'expired',
    quantity: counted.reduce((sum, term) => sum + term.quantity, 0),
    unitAmountMinor: newest.unitAmountMinor,
    totalAmountMinor: counted.reduce((sum, term) => sum + term.unitAmountMinor * BigInt(term.quantity), 0n),
    currency: newest.currency,
    periodStart: starts.reduce((found, start) => (isBefore(start, found) ? start : found)),
    periodEnd,
    endsAt: live.length > 0 ? (heldUntil(line.terms.map(withoutGrace), at) ?? periodEnd) : periodEnd,
    boughtBy: newest.boughtBy ?? counted.find((term) => term.boughtBy !== null)?.boughtBy ?? null,
  }
}

/** Grace is not something one has paid for. */
function withoutGrace(term: LineTerm): LineTerm {
  return { ...term, graceEndsAt: null }
}

/** The terms that ended last, together. */
function lastOf(terms: readonly LineTerm[]): LineTerm[] {
  const lived = terms.filter((term) => {
    const end = paidUntil(term)
    return end === null || isBefore(term.startsAt, end)
  })
  const end = latestEnd(lived)
  return end === null ? [] : lived.filter((term) => paidUntil(term)?.equals(end))
}

/** Null when one of them has no end, or when there are none. */
function latestEnd(terms: readonly LineTerm[]): Temporal.Instant | null {
  const ends = terms.map(paidUntil)
  const [first, ...rest] = ends.filter((end) => end !== null)
  return first && ends.every((end) => end !== null) ? latest(first, ...rest) : null
}

function endedByWill(line: HeldLine, last: readonly LineTerm[]): boolean {
  return line.canceledAt !== null || last.some((term) => term.withdrawnAt !== null)
}
