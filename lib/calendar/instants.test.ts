import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earliest, isBefore, latest, toDate, toInstant, toInstantOrNull } from './instants.ts'

const instant = fc
  .integer({ min: -(10 ** 12), max: 4 * 10 ** 12 })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))

test('property: an instant survives the database’s milliseconds', () => {
  fc.assert(
    fc.property(instant, (moment) => {
      expect(toInstant(toDate(moment))).toEqual(moment)
    }),
  )
  expect(toInstantOrNull(null)).toBeNull()
  expect(toInstantOrNull(new Date(5))).toEqual(Temporal.Instant.fromEpochMilliseconds(5))
})

test('property: nothing is before the earliest, and the latest is before nothing', () => {
  fc.assert(
    fc.property(instant, fc.array(instant), (first, rest) => {
      const all = [first, ...rest]
      expect(all.some((moment) => isBefore(moment, earliest(first, ...rest)))).toBe(false)
      expect(all.some((moment) => isBefore(latest(first, ...rest), moment))).toBe(false)
    }),
  )
})
