import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prorate } from './proration-rules.ts'

const instant = (text: string) => Temporal.Instant.from(text)
const june = { start: instant('2027-06-01T00:00:00Z'), end: instant('2027-07-01T00:00:00Z') }

test('S4.3 exactly half a period left, one more at $5: $2.50 now', () => {
  const half = instant('2027-06-16T00:00:00Z')
  const { creditMinor, chargeMinor } = prorate({
    before: { unitAmountMinor: 500n, quantity: 1 },
    after: { unitAmountMinor: 500n, quantity: 2 },
    period: june,
    at: half,
  })
  expect([creditMinor, chargeMinor, creditMinor + chargeMinor]).toEqual([-250n, 500n, 250n])
})

test('two thirds of a period left: each line is rounded down on its own, credits first', () => {
  const third = instant('2027-06-11T00:00:00Z')
  const one = { unitAmountMinor: 50_000n, quantity: 1 }
  const three = { unitAmountMinor: 50_000n, quantity: 3 }
  expect(prorate({ before: one, after: three, period: june, at: third })).toEqual({
    creditMinor: -33_334n,
    chargeMinor: 100_000n,
  })
  expect(prorate({ before: three, after: one, period: june, at: third })).toEqual({
    creditMinor: -100_000n,
    chargeMinor: 33_333n,
  })
})

const billed = fc.option(
  fc.record({ unitAmountMinor: fc.bigInt(0n, 10_000_000n), quantity: fc.integer({ min: 1, max: 500 }) }),
)
const at = fc.integer({ min: -40, max: 80 }).map((days) => june.start.add({ seconds: 86_400 * days + 17 }))

test('a change and its opposite at one instant never leave anyone better off than by a cent per line', () => {
  fc.assert(
    fc.property(billed, billed, at, (before, after, when) => {
      const there = prorate({ before, after, period: june, at: when })
      const back = prorate({ before: after, after: before, period: june, at: when })
      const net = there.creditMinor + there.chargeMinor + back.creditMinor + back.chargeMinor
      expect(net <= 0n && net >= -2n).toBe(true)
    }),
  )
})

test('at the start it is the whole price, at the end and after it nothing, and never outside of these', () => {
  fc.assert(
    fc.property(billed, at, (after, when) => {
      const whole = after ? after.unitAmountMinor * BigInt(after.quantity) : 0n
      const at = (instant: Temporal.Instant) =>
        prorate({ before: null, after, period: june, at: instant }).chargeMinor
      expect(at(june.start)).toBe(whole)
      expect(at(june.end)).toBe(0n)
      expect(at(june.end.add({ hours: 1 }))).toBe(0n)
      expect(at(when) >= 0n && at(when) <= whole).toBe(true)
    }),
  )
})

test('of two instants the later one charges no more', () => {
  fc.assert(
    fc.property(billed, at, at, (after, a, b) => {
      const [early, late] = Temporal.Instant.compare(a, b) <= 0 ? [a, b] : [b, a]
      const charge = (when: Temporal.Instant) =>
        prorate({ before: null, after, period: june, at: when }).chargeMinor
      expect(charge(late) <= charge(early)).toBe(true)
    }),
  )
})
