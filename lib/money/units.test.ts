import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseUnits, readUnits, timesUnits, writeUnits } from './units.ts'

describe('S1.4 quantities with decimals', () => {
  test.each([
    [1, 1_000_000n],
    ['1', 1_000_000n],
    [2.5, 2_500_000n],
    ['2.50', 2_500_000n],
    ['0.000001', 1n],
    [0.1, 100_000n],
    ['007', 7_000_000n],
    ['1000000000', 1_000_000_000_000_000n],
    ['1.1234560', 1_123_456n],
  ])('%j is %s millionths', (value, micros) => {
    expect(readUnits(value)).toBe(micros)
    expect(parseUnits(value)).toBe(micros)
  })

  test.each([
    [0, 'too_small'],
    ['0.0', 'too_small'],
    [-1, 'too_small'],
    ['-0.5', 'too_small'],
    [1_000_000_001, 'too_big'],
    ['1000000000.000001', 'too_big'],
    ['', 'invalid_value'],
    ['1e3', 'invalid_value'],
    [1e-7, 'invalid_value'],
    ['0.1234567', 'invalid_value'],
    [1e21, 'invalid_value'],
    ['.5', 'invalid_value'],
    ['1,5', 'invalid_value'],
    [' 1', 'invalid_value'],
    [Number.NaN, 'invalid_value'],
    [Number.POSITIVE_INFINITY, 'invalid_value'],
  ])('%j is refused: %s', (value, refusal) => {
    expect(readUnits(value)).toBe(refusal)
    expect(() => parseUnits(value)).toThrow(RangeError)
  })

  test('property: what is written is what was read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1_000_000_000_000_000n }), (micros) => {
        expect(readUnits(writeUnits(micros))).toBe(micros)
      }),
    )
    expect([writeUnits(2_000_000n), writeUnits(2_500_000n), writeUnits(1n)]).toEqual([
      '2.0',
      '2.5',
      '0.000001',
    ])
  })

  test('property: whole numbers cost exactly so many times, others at most half a minor unit off', () => {
    const price = fc.bigInt({ min: 0n, max: 1_000_000_000_000n })
    fc.assert(
      fc.property(price, fc.integer({ min: 1, max: 1_000_000 }), (unit, count) => {
        expect(timesUnits(unit, BigInt(count) * 1_000_000n)).toBe(unit * BigInt(count))
      }),
    )
    fc.assert(
      fc.property(price, fc.bigInt({ min: 1n, max: 1_000_000_000_000n }), (unit, micros) => {
        const off = timesUnits(unit, micros) * 1_000_000n - unit * micros
        expect(off).toBeLessThanOrEqual(500_000n)
        expect(off).toBeGreaterThan(-500_000n)
      }),
    )
    expect(timesUnits(1n, 500_000n)).toBe(1n)
  })
})
