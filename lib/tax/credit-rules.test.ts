import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideCredit as divide } from './credit-rules.ts'

/** With taxes as bare amounts. */
function divideCredit({
  amountMinor,
  remaining: { netMinor, taxesMinor },
}: {
  amountMinor: bigint
  remaining: { netMinor: bigint; taxesMinor: readonly bigint[] }
}) {
  const taxes = taxesMinor.map((tax) => ({ amountMinor: tax }))
  const divided = divide({ amountMinor, remaining: { netMinor, taxes } })
  return { netMinor: divided.netMinor, taxesMinor: divided.taxes.map((tax) => tax.amountMinor) }
}

const remaining = (netMinor: bigint, ...taxesMinor: bigint[]) => ({ netMinor, taxesMinor })

describe('S1.6 a credit in taxable value and tax', () => {
  test.each([
    ['all of it', 35_800n, remaining(30_338n, 2_731n, 2_731n), [30_338n, 2_731n, 2_731n]],
    // 17900 × 2731 / 35800 = 1365.5: both go up, and stay equal
    ['half of it', 17_900n, remaining(30_338n, 2_731n, 2_731n), [15_168n, 1_366n, 1_366n]],
    ['an invoice without tax', 100n, remaining(500n), [100n]],
    ['nothing', 0n, remaining(0n, 0n), [0n, 0n]],
    ['a unit, where only equal taxes are left', 1n, remaining(0n, 9n, 9n), [0n, 1n, 0n]],
    ['less than its tax would round up to', 1n, remaining(2n, 4n, 4n), [1n, 0n, 0n]],
    [
      'where one thing was credited and more of another charged',
      50n,
      remaining(110n, -20n, 10n),
      [55n, -10n, 5n],
    ],
  ] as const)('%s', (_, amountMinor, left, [netMinor, ...taxesMinor]) => {
    expect(divideCredit({ amountMinor, remaining: left })).toEqual({ netMinor, taxesMinor })
  })

  test('never more than remains, never less than nothing', () => {
    const left = remaining(100n, 18n)
    expect(() => divideCredit({ amountMinor: 119n, remaining: left })).toThrow(RangeError)
    expect(() => divideCredit({ amountMinor: -1n, remaining: left })).toThrow(RangeError)
  })

  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  const part = fc.bigInt({ min: 0n, max: 10n ** 9n })

  test('property: however an invoice is credited bit by bit, all of it is credited, and nothing twice', () => {
    const small = fc.bigInt({ min: 0n, max: 60n })
    const bits = fc.array(fc.bigInt({ min: 0n, max: 40n }), { maxLength: 12 })
    const oneOf = <Value>(...of: fc.Arbitrary<Value>[]) => fc.oneof(...of)
    const taxes = fc.array(oneOf(small, part), { maxLength: 3 })
    fc.assert(
      fc.property(oneOf(small, part), taxes, bits, (netMinor, taxesMinor, amounts) => {
        let left = { netMinor, taxesMinor }
        const total = () => left.netMinor + sum(left.taxesMinor)
        for (const amount of [...amounts, null]) {
          const amountMinor = amount === null || amount > total() ? total() : amount
          const share = divideCredit({ amountMinor, remaining: left })
          expect(share.netMinor + sum(share.taxesMinor)).toBe(amountMinor)
          expect(share.netMinor >= 0n && share.netMinor <= left.netMinor).toBe(true)
          share.taxesMinor.forEach((tax, index) => {
            expect(tax >= 0n && tax <= (left.taxesMinor[index] ?? 0n)).toBe(true)
          })
          left = {
            netMinor: left.netMinor - share.netMinor,
            taxesMinor: left.taxesMinor.map((tax, index) => tax - (share.taxesMinor[index] ?? 0n)),
          }
        }
        expect([left.netMinor, ...left.taxesMinor].every((rest) => rest === 0n)).toBe(true)
      }),
    )
  })

  test('property: also where some of it is negative, taxes stay between nothing and what remains', () => {
    const any = fc.bigInt({ min: -1_000n, max: 1_000n })
    const share = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 3 }), share, (netMinor, taxesMinor, percent) => {
        const all = netMinor + sum(taxesMinor)
        fc.pre(all >= 0n)
        const amountMinor = (all * BigInt(percent)) / 100n
        const divided = divideCredit({ amountMinor, remaining: { netMinor, taxesMinor } })
        expect(divided.netMinor + sum(divided.taxesMinor)).toBe(amountMinor)
        divided.taxesMinor.forEach((tax, index) => {
          const whole = taxesMinor[index] ?? 0n
          expect(whole < 0n ? tax <= 0n && tax >= whole : tax >= 0n && tax <= whole).toBe(true)
        })
        if (percent === 100 && all > 0n) expect(divided).toEqual({ netMinor, taxesMinor })
      }),
    )
  })
})
