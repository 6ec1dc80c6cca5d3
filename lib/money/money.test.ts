import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMoney, multiplyMoney, partOf, roundHalfUp } from './money.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 24n })
const part = fc
  .record({
    denominator: fc.integer({ min: 1, max: 400 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ denominator, share }) => ({ numerator: Math.floor(share * denominator), denominator }))

test('a part is rounded half up to the minor unit', () => {
  expect(partOf(5n, 1, 2)).toBe(3n)
  expect(partOf(179_00n, 21, 31)).toBe(121_26n)
  expect(partOf(500n, 1, 2)).toBe(250n)
  expect(partOf(0n, 1, 2)).toBe(0n)
})

test('a part of one or more is the whole', () => {
  expect(partOf(179n, 31, 31)).toBe(179n)
  expect(partOf(179n, 32, 31)).toBe(179n)
})

test.each([
  [1n, 1, 0],
  [1n, 1, -1],
  [1n, -1, 2],
  [-1n, 1, 2],
  [1n, 0.5, 2],
  [1n, Number.NaN, 2],
])('partOf(%s, %s, %s) is refused', (amountMinor, numerator, denominator) => {
  expect(() => partOf(amountMinor, numerator, denominator)).toThrow(RangeError)
})

test('property: a part is at most half a minor unit from the exact part', () => {
  fc.assert(
    fc.property(amount, part, (whole, { numerator, denominator }) => {
      const [n, d] = [BigInt(numerator), BigInt(denominator)]
      const twiceOff = 2n * (partOf(whole, numerator, denominator) * d - whole * n)
      expect(twiceOff > -d && twiceOff <= d).toBe(true)
    }),
  )
})

test('property: a part grows with the amount and with the share, and never passes the whole', () => {
  fc.assert(
    fc.property(amount, amount, part, (whole, more, { numerator, denominator }) => {
      const found = partOf(whole, numerator, denominator)
      expect(found >= 0n && found <= whole).toBe(true)
      expect(partOf(whole + more, numerator, denominator) >= found).toBe(true)
      expect(partOf(whole, numerator + 1, denominator) >= found).toBe(true)
    }),
  )
})

test('property: a share and what it leaves differ from the whole by one minor unit at most', () => {
  fc.assert(
    fc.property(amount, part, (whole, { numerator, denominator }) => {
      const both = partOf(whole, numerator, denominator) + partOf(whole, denominator - numerator, denominator)
      expect(both - whole).toBeOneOf([0n, 1n])
    }),
  )
})

test('amounts of one currency add up, those of two do not', () => {
  expect(addMoney({ amountMinor: 1n, currency: 'INR' }, { amountMinor: 2n, currency: 'INR' })).toEqual({
    amountMinor: 3n,
    currency: 'INR',
  })
  expect(() => addMoney({ amountMinor: 1n, currency: 'INR' }, { amountMinor: 2n, currency: 'USD' })).toThrow(
    RangeError,
  )
})

test('property: multiplying is adding again and again', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 20 }), (amountMinor, quantity) => {
      const unit = { amountMinor, currency: 'EUR' }
      const added = Array.from({ length: quantity - 1 }).reduce<typeof unit>(
        (sum) => addMoney(sum, unit),
        unit,
      )
      expect(multiplyMoney(unit, quantity)).toEqual(added)
    }),
  )
})

describe('roundHalfUp', () => {
  test.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
  ])('%d / %d', (numerator, denominator, expected) => {
    expect(roundHalfUp(numerator, denominator)).toBe(expected)
  })
  test('a denominator is positive', () => {
    expect(() => roundHalfUp(1n, 0n)).toThrow(RangeError)
  })
})
