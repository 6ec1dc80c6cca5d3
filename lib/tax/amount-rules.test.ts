import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumComponents, taxAmount } from './amount-rules.ts'
import type { TaxRate } from './tax.ts'

const rate = (rateBasisPoints: number, code = 'tax'): TaxRate => ({ code, name: code, rateBasisPoints })
const GST_18 = [rate(900, 'cgst'), rate(900, 'sgst')]

describe('S1.5 hand-computed', () => {
  // Each figure worked out on paper: amount × rate / (1 + rates), half up.
  test.each([
    // ₹358.00 of two packs at 18 %: 35800 × 9 / 118 = 2730.508…
    ['two packs in the same state', 35_800n, GST_18, 30_338n, [2_731n, 2_731n]],
    // 35800 × 18 / 118 = 5461.016…
    ['two packs in another state', 35_800n, [rate(1_800)], 30_339n, [5_461n]],
    ['€149.00 in Ireland at 23 %: 14900 × 23 / 123 = 2786.178…', 14_900n, [rate(2_300)], 12_114n, [2_786n]],
    ['€49.00 in Finland at 25.5 %: 4900 × 2550 / 12550 = 995.617…', 4_900n, [rate(2_550)], 3_904n, [996n]],
    ['€118.00 at 18 % is 100 and 18', 11_800n, [rate(1_800)], 10_000n, [1_800n]],
    ['a half goes up: 3 × 20 / 120 = 0.5', 3n, [rate(2_000)], 2n, [1n]],
    ['a negative half goes down', -3n, [rate(2_000)], -2n, [-1n]],
    ['a credit mirrors its charge', -35_800n, GST_18, -30_338n, [-2_731n, -2_731n]],
    ['no rates', 35_800n, [], 35_800n, []],
    ['a rate of nothing', 35_800n, [rate(0)], 35_800n, [0n]],
  ] as const)('prices with tax: %s', (_, amountMinor, rates, netMinor, amounts) => {
    const taxed = taxAmount({ amountMinor, rates, pricesIncludeTax: true })
    expect(taxed).toMatchObject({ netMinor, totalMinor: amountMinor })
    expect(taxed.components.map((component) => component.amountMinor)).toEqual(amounts)
    expect(taxed.components.every((component) => component.baseMinor === netMinor)).toBe(true)
  })

  test.each([
    ['$500.00 at 8.25 %', 50_000n, [rate(825)], [4_125n], 54_125n],
    ['₹1,000.01 at 9 % twice: 9000.09 each', 100_001n, GST_18, [9_000n, 9_000n], 118_001n],
    ['a half goes up: 50 × 5 % = 2.5', 50n, [rate(500)], [3n], 53n],
    [
      'two taxes: 10 % and 2.5 % of 99.99',
      9_999n,
      [rate(1_000, 'a'), rate(250, 'b')],
      [1_000n, 250n],
      11_249n,
    ],
    ['no rates', 50_000n, [], [], 50_000n],
  ] as const)('prices without tax: %s', (_, amountMinor, rates, amounts, totalMinor) => {
    const taxed = taxAmount({ amountMinor, rates, pricesIncludeTax: false })
    expect(taxed).toMatchObject({ netMinor: amountMinor, totalMinor })
    expect(taxed.components.map((component) => component.amountMinor)).toEqual(amounts)
  })

  test('lines of a document add up tax by tax', () => {
    const lines = [10_000n, 333n].map((amountMinor) =>
      taxAmount({ amountMinor, rates: GST_18, pricesIncludeTax: false }),
    )
    expect(sumComponents(lines.map((line) => line.components))).toEqual([
      { ...rate(900, 'cgst'), baseMinor: 10_333n, amountMinor: 930n },
      { ...rate(900, 'sgst'), baseMinor: 10_333n, amountMinor: 930n },
    ])
    expect(sumComponents([])).toEqual([])
  })
})

describe('S1.5 properties', () => {
  const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  /** At most four, at most 100 % in all. */
  const rates = fc
    .array(fc.integer({ min: 0, max: 2_500 }), { maxLength: 4 })
    .map((points) => points.map((point, index) => rate(point, `tax-${index}`)))
  const inclusive = fc.boolean()

  test('nothing is lost or made: net and tax are the total, components are the tax', () => {
    fc.assert(
      fc.property(amount, rates, inclusive, (amountMinor, some, pricesIncludeTax) => {
        const taxed = taxAmount({ amountMinor, rates: some, pricesIncludeTax })
        expect(taxed.netMinor + taxed.taxMinor).toBe(taxed.totalMinor)
        expect(taxed.components.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(taxed.taxMinor)
        expect(pricesIncludeTax ? taxed.totalMinor : taxed.netMinor).toBe(amountMinor)
      }),
    )
  })

  test('no component is further from the exact fraction than half a unit', () => {
    fc.assert(
      fc.property(amount, rates, inclusive, (amountMinor, some, pricesIncludeTax) => {
        const all = some.reduce((sum, { rateBasisPoints }) => sum + rateBasisPoints, 0)
        const divisor = BigInt(pricesIncludeTax ? 10_000 + all : 10_000)
        for (const part of taxAmount({ amountMinor, rates: some, pricesIncludeTax }).components) {
          const off = 2n * (part.amountMinor * divisor - amountMinor * BigInt(part.rateBasisPoints))
          expect(off <= divisor && -off <= divisor).toBe(true)
        }
      }),
    )
  })

  test('no rate, no tax', () => {
    fc.assert(
      fc.property(amount, inclusive, (amountMinor, pricesIncludeTax) => {
        const taxed = taxAmount({ amountMinor, rates: [rate(0)], pricesIncludeTax })
        expect(taxed).toMatchObject({ netMinor: amountMinor, taxMinor: 0n, totalMinor: amountMinor })
      }),
    )
  })

  test('more money is never less tax, a higher rate never either', () => {
    const more = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(amount, more, rates, inclusive, (amountMinor, extra, some, pricesIncludeTax) => {
        const less = taxAmount({ amountMinor, rates: some, pricesIncludeTax })
        const bigger = taxAmount({ amountMinor: amountMinor + extra, rates: some, pricesIncludeTax })
        expect(bigger.taxMinor >= less.taxMinor).toBe(true)
      }),
    )
    const points = fc.integer({ min: 0, max: 5_000 })
    const positive = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(positive, points, points, inclusive, (amountMinor, point, extra, pricesIncludeTax) => {
        const low = taxAmount({ amountMinor, rates: [rate(point)], pricesIncludeTax })
        const high = taxAmount({ amountMinor, rates: [rate(point + extra)], pricesIncludeTax })
        expect(high.taxMinor >= low.taxMinor).toBe(true)
      }),
    )
  })

  test('net and tax have the sign of the amount; a credit is the mirror image of its charge', () => {
    fc.assert(
      fc.property(amount, rates, inclusive, (amountMinor, some, pricesIncludeTax) => {
        const charge = taxAmount({ amountMinor, rates: some, pricesIncludeTax })
        const credit = taxAmount({ amountMinor: -amountMinor, rates: some, pricesIncludeTax })
        expect(credit.netMinor).toBe(-charge.netMinor)
        expect(credit.taxMinor).toBe(-charge.taxMinor)
        const sameSign = (part: bigint) => (amountMinor < 0n ? part <= 0n : part >= 0n)
        expect(sameSign(charge.netMinor) && sameSign(charge.taxMinor)).toBe(true)
      }),
    )
  })

  test('CGST and SGST are the same to the unit', () => {
    fc.assert(
      fc.property(amount, inclusive, (amountMinor, pricesIncludeTax) => {
        const [cgst, sgst] = taxAmount({ amountMinor, rates: GST_18, pricesIncludeTax }).components
        expect(cgst?.amountMinor).toBe(sgst?.amountMinor)
      }),
    )
  })
})
