import { earliest, isBefore } from '#lib/calendar/instants.ts'
import type { Period } from '#lib/calendar/periods.ts'

/**
 * A quantity held from `startsAt` (inclusive) to the earlier of `endsAt` and `withdrawnAt` (exclusive). No end is
 * open-ended. One that renews is held through its grace, until its renewal takes over. UTC instants.
 */
export type HeldTerm = {
  quantity: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant | null
  graceEndsAt?: Temporal.Instant | null
  withdrawnAt: Temporal.Instant | null
}

/** When a term stops counting, or null when nothing ends it. */
function termEnd(term: HeldTerm): Temporal.Instant | null {
  const end = term.graceEndsAt ?? term.endsAt
  if (end === null) return term.withdrawnAt
  return term.withdrawnAt === null ? end : earliest(end, term.withdrawnAt)
}

/** Until when terms that are live are kept though their renewal is late; null when none is. */
export function graceEnd(
  { terms }: { terms: readonly HeldTerm[] },
  at: Temporal.Instant,
): Temporal.Instant | null {
  const ends = terms.flatMap((term) => (isLiveAt(term, at) && term.graceEndsAt) || [])
  return ends.toSorted(Temporal.Instant.compare).at(-1) ?? null
}

/** Until when it is paid for: its end without any grace. */
export function paidUntil(term: HeldTerm): Temporal.Instant | null {
  return termEnd({ ...term, graceEndsAt: null })
}

/** Whether the term counts at the instant. A term withdrawn before it starts never does. */
export function isLiveAt(term: HeldTerm, at: Temporal.Instant): boolean {
  if (isBefore(at, term.startsAt)) return false
  const end = termEnd(term)
  return end === null || isBefore(at, end)
}

/** What terms of one line hold together at an instant. */
export function quantityAt(terms: readonly HeldTerm[], at: Temporal.Instant): number {
  let quantity = 0
  for (const term of terms) if (isLiveAt(term, at)) quantity += term.quantity
  return quantity
}

/**
 * The most that is held at any instant of a period. Quantities only rise where a term starts, so it is enough to
 * look at the period's start and at the starts inside it.
 */
export function peakQuantity(terms: readonly HeldTerm[], period: Period): number {
  let peak = quantityAt(terms, period.start)
  for (const { startsAt } of terms) {
    const inside = isBefore(period.start, startsAt) && isBefore(startsAt, period.end)
    if (inside) peak = Math.max(peak, quantityAt(terms, startsAt))
  }
  return peak
}

/** The instants after `at` at which any of the terms starts or ends, in order and without repetition. */
export function boundariesAfter(terms: readonly HeldTerm[], at: Temporal.Instant): Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  for (let next = nextBoundary(terms, at); next !== null; next = nextBoundary(terms, next)) found.push(next)
  return found
}

/** The first instant after `at` at which any of the terms starts or ends; null when none does. */
export function nextBoundary(terms: readonly HeldTerm[], at: Temporal.Instant): Temporal.Instant | null {
  let next: Temporal.Instant | null = null
  const note = (instant: Temporal.Instant) => {
    if (isBefore(at, instant) && (next === null || isBefore(instant, next))) next = instant
  }
  for (const term of terms) {
    const end = termEnd(term)
    // One that was withdrawn before it started never counted: it has no boundaries.
    if (end !== null && !isBefore(term.startsAt, end)) continue
    note(term.startsAt)
    if (end !== null) note(end)
  }
  return next
}

/** When the terms first hold fewer than they do at `at`; null when they never do. A renewal carries it on. */
export function heldUntil(terms: readonly HeldTerm[], at: Temporal.Instant): Temporal.Instant | null {
  const now = quantityAt(terms, at)
  let next = nextBoundary(terms, at)
  while (next !== null && quantityAt(terms, next) >= now) next = nextBoundary(terms, next)
  return next
}
