import fc from 'fast-check'
import type { HeldTerm } from '../term-rules.ts'

const epoch = Temporal.Instant.from('2026-01-01T00:00:00Z')

/** An instant of the test's timeline: whole hours, so that terms often touch. */
export function hour(hours: number): Temporal.Instant {
  return epoch.add({ hours })
}

/** Hours that terms and questions fall into. */
export const HOURS = 24

/** Terms that overlap, touch, have no end, or were withdrawn before, while or after they lived. */
export const arbitraryTerm: fc.Arbitrary<HeldTerm> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9 }),
    start: fc.integer({ min: 0, max: HOURS - 1 }),
    length: fc.option(fc.integer({ min: 1, max: HOURS }), { freq: 3 }),
    withdrawn: fc.option(fc.integer({ min: 0, max: HOURS }), { freq: 3 }),
  })
  .map(({ quantity, start, length, withdrawn }) => ({
    quantity,
    startsAt: hour(start),
    endsAt: length === null ? null : hour(start + length),
    withdrawnAt: withdrawn === null ? null : hour(withdrawn),
  }))

export const arbitraryTerms = fc.array(arbitraryTerm, { maxLength: 6 })
export const arbitraryHour = fc.integer({ min: 0, max: HOURS }).map(hour)
