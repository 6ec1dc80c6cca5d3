import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundariesAfter, heldUntil, isLiveAt, peakQuantity, quantityAt } from './term-rules.ts'
import { arbitraryHour, arbitraryTerm, arbitraryTerms, HOURS, hour } from './testing/arbitrary-terms.ts'

const term = (start: number, end: number | null, quantity = 1, withdrawn: number | null = null) => ({
  quantity,
  startsAt: hour(start),
  endsAt: end === null ? null : hour(end),
  withdrawnAt: withdrawn === null ? null : hour(withdrawn),
})

test('a term counts from its start, and no longer at its end', () => {
  const held = term(2, 5)
  expect([1, 2, 4, 5].map((at) => isLiveAt(held, hour(at)))).toEqual([false, true, true, false])
})

test('a term ends when it is withdrawn, if that is sooner', () => {
  expect([3, 4].map((at) => isLiveAt(term(2, 5, 1, 4), hour(at)))).toEqual([true, false])
  expect([4, 5].map((at) => isLiveAt(term(2, 5, 1, 9), hour(at)))).toEqual([true, false])
  expect(isLiveAt(term(2, null, 1, 1), hour(3))).toBe(false)
})

test('the peak of a period is the most that is held at any instant of it', () => {
  const terms = [term(0, 4, 2), term(2, 8, 3), term(4, 6, 1), term(9, null, 7)]
  expect(peakQuantity(terms, { start: hour(0), end: hour(8) })).toBe(5)
  expect(peakQuantity(terms, { start: hour(4), end: hour(9) })).toBe(4)
  expect(peakQuantity(terms, { start: hour(4), end: hour(10) })).toBe(7)
})

test('a renewal carries a quantity on', () => {
  expect(heldUntil([term(0, 4, 2), term(4, 8, 2)], hour(1))).toEqual(hour(8))
  expect(heldUntil([term(0, 4, 2), term(4, 8, 1)], hour(1))).toEqual(hour(4))
  expect(heldUntil([term(0, null)], hour(1))).toBeNull()
})

test('property: the peak is what looking at every hour finds', () => {
  fc.assert(
    fc.property(arbitraryTerms, fc.nat(HOURS), fc.integer({ min: 1, max: HOURS }), (terms, start, length) => {
      const seen = Array.from({ length }, (_, offset) => quantityAt(terms, hour(start + offset)))
      expect(peakQuantity(terms, { start: hour(start), end: hour(start + length) })).toBe(Math.max(...seen))
    }),
  )
})

test('property: nothing changes between two boundaries', () => {
  fc.assert(
    fc.property(arbitraryTerms, arbitraryHour, fc.nat(3 * HOURS), (terms, at, ahead) => {
      const [next] = boundariesAfter(terms, at)
      const later = at.add({ minutes: ahead * 20 })
      fc.pre(next === undefined || Temporal.Instant.compare(later, next) < 0)
      expect(quantityAt(terms, later)).toBe(quantityAt(terms, at))
    }),
  )
})

test('property: a term that never lived has no boundaries', () => {
  fc.assert(
    fc.property(arbitraryTerm, (drawn) => {
      const never = { ...drawn, withdrawnAt: drawn.startsAt }
      expect(boundariesAfter([never], hour(-1))).toEqual([])
    }),
  )
})
