import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Billed, prorate } from './proration-rules.ts'

const period = { start: 0, end: 30 }
const held = (quantity: number, unitAmount = 50_000): Billed => ({
  item: 'si_1',
  price: 'price_1',
  unitAmount,
  quantity,
})
const amounts = (lines: ReturnType<typeof prorate>) => lines.map(({ amount }) => amount)

describe('proration', () => {
  test('50000 minor with two thirds left: 1 → 3 is −33334 + 100000 = 66666', () => {
    const lines = prorate({ before: [held(1)], after: [held(3)], date: 10, period })
    expect(amounts(lines)).toEqual([-33_334, 100_000])
  })

  test('50000 minor with two thirds left: 3 → 1 is −100000 + 33333 = −66667', () => {
    const lines = prorate({ before: [held(3)], after: [held(1)], date: 10, period })
    expect(amounts(lines)).toEqual([-100_000, 33_333])
  })

  test('S4: a $5 unit bought again after half the month is $2.50 net', () => {
    const lines = prorate({ before: [held(1, 500)], after: [held(2, 500)], date: 15, period })
    expect(amounts(lines)).toEqual([-250, 500])
  })

  test('credits come first, and what does not change has no line', () => {
    const other = (quantity: number): Billed => ({
      item: 'si_2',
      price: 'price_2',
      unitAmount: 900,
      quantity,
    })
    const kept: Billed = { item: 'si_3', price: 'price_3', unitAmount: 100, quantity: 7 }
    const lines = prorate({
      before: [kept, held(1), other(1)],
      after: [kept, held(2), other(4)],
      date: 15,
      period,
    })
    expect(lines.map(({ kind, billed }) => [kind, billed.item])).toEqual([
      ['credit', 'si_1'],
      ['credit', 'si_2'],
      ['debit', 'si_1'],
      ['debit', 'si_2'],
    ])
  })

  test.each([
    [-100, [-50_000, 100_000]],
    [30, [0, 0]],
    [99, [0, 0]],
  ])('a date outside the period counts as its nearest end (%i)', (date, expected) => {
    expect(amounts(prorate({ before: [held(1)], after: [held(2)], date, period }))).toEqual(expected)
  })

  const change = fc.record({
    unitAmount: fc.integer({ min: 0, max: 99_999_999 }),
    from: fc.integer({ min: 1, max: 999 }),
    to: fc.integer({ min: 1, max: 999 }),
    length: fc.integer({ min: 1, max: 31_622_400 }),
    passed: fc.double({ min: 0, max: 1, noNaN: true }),
  })

  test('every line is the whole item’s share, floored toward −∞ on its own', () => {
    fc.assert(
      fc.property(change, ({ unitAmount, from, to, length, passed }) => {
        fc.pre(from !== to)
        const date = Math.floor(length * passed)
        const lines = prorate({
          before: [held(from, unitAmount)],
          after: [held(to, unitAmount)],
          date,
          period: { start: 0, end: length },
        })
        const remaining = BigInt(length - date)
        // Floored, as a double inequality: n ≤ x < n + 1, multiplied out.
        for (const [line, sign, quantity] of [
          [lines[0], -1n, from],
          [lines[1], 1n, to],
        ] as const) {
          const exact = sign * remaining * BigInt(unitAmount) * BigInt(quantity)
          const amount = BigInt(line?.amount ?? Number.NaN) * BigInt(length)
          expect(amount <= exact && exact < amount + BigInt(length)).toBe(true)
        }
      }),
    )
  })

  test('there and back at the same second costs at most one minor unit a line', () => {
    fc.assert(
      fc.property(change, ({ unitAmount, from, to, length, passed }) => {
        fc.pre(from !== to)
        const date = Math.floor(length * passed)
        const way = (a: number, b: number) =>
          amounts(
            prorate({
              before: [held(a, unitAmount)],
              after: [held(b, unitAmount)],
              date,
              period: { start: 0, end: length },
            }),
          )
        const sum = [...way(from, to), ...way(to, from)].reduce((left, right) => left + right, 0)
        expect(sum).toBeLessThanOrEqual(0)
        expect(sum).toBeGreaterThanOrEqual(-2)
      }),
    )
  })
})
