import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBefore } from '#lib/calendar/instants.ts'
import { perCustomer, shareOf } from './figure-rules.ts'
import { monthlyOf, movementsOf, mrrAt, type SoldTerm } from './mrr-rules.ts'
import { someInstant, someTerm } from './testing/arbitrary-terms.ts'

const at = (day: string) => Temporal.Instant.from(`2026-${day}T00:00Z`)

function term(from: string, to: string, more: Partial<SoldTerm> = {}): SoldTerm {
  return {
    quantity: 1,
    startsAt: at(from),
    endsAt: at(to),
    graceEndsAt: null,
    withdrawnAt: null,
    source: 'paid',
    unitAmountMinor: 1000n,
    intervalMonths: 1,
    isAddon: false,
    ...more,
  }
}
const kinds = (...terms: SoldTerm[]) =>
  movementsOf(terms).map(({ kind, beforeMinor, afterMinor }) => [kind, afterMinor - beforeMinor])

describe('E.2 MRR', () => {
  test('a year’s price counts a twelfth a month, half up', () => {
    expect(
      monthlyOf(term('01-01', '12-31', { unitAmountMinor: 9999n, quantity: 2, intervalMonths: 12 })),
    ).toBe(1667n)
    expect(monthlyOf(term('01-01', '12-31', { unitAmountMinor: 6n, intervalMonths: 12 }))).toBe(1n)
  })

  test('plans and add-ons are told apart, and what nobody bought counts nothing', () => {
    const terms = [
      term('01-01', '02-01'),
      term('01-01', '02-01', { isAddon: true, quantity: 3, unitAmountMinor: 179n }),
      ...(['trial', 'comp', 'included'] as const).map((source) => term('01-01', '02-01', { source })),
    ]
    expect(mrrAt(terms, at('01-15'))).toEqual({
      totalMinor: 1537n,
      planMinor: 1000n,
      addonMinor: 537n,
      graceMinor: 0n,
    })
    expect(mrrAt(terms, at('02-01')).totalMinor).toBe(0n)
  })

  test('what is in its grace counts, and is shown apart', () => {
    const late = term('01-01', '02-01', { graceEndsAt: at('02-04') })
    expect(mrrAt([late], at('01-31'))).toMatchObject({ totalMinor: 1000n, graceMinor: 0n })
    expect(mrrAt([late], at('02-02'))).toMatchObject({ totalMinor: 1000n, graceMinor: 1000n })
    expect(kinds(late)).toEqual([
      ['new', 1000n],
      ['churn', -1000n],
    ])
    expect(movementsOf([late]).at(-1)?.at).toEqual(at('02-04'))
  })

  test('a renewal is no movement, a dearer plan moves the difference', () => {
    expect(kinds(term('01-01', '02-01'), term('02-01', '03-01'))).toEqual([
      ['new', 1000n],
      ['churn', -1000n],
    ])
    const upgraded = term('01-01', '02-01', { withdrawnAt: at('01-10') })
    expect(kinds(upgraded, term('01-10', '02-10', { unitAmountMinor: 2500n })).slice(0, 2)).toEqual([
      ['new', 1000n],
      ['expansion', 1500n],
    ])
  })

  test('fewer of it is a contraction, nothing is churn, and coming back is a reactivation', () => {
    const addon = term('01-05', '01-20', { isAddon: true, unitAmountMinor: 200n })
    expect(kinds(term('01-01', '02-01'), addon, term('03-01', '04-01'))).toEqual([
      ['new', 1000n],
      ['expansion', 200n],
      ['contraction', -200n],
      ['churn', -1000n],
      ['reactivation', 1000n],
      ['churn', -1000n],
    ])
  })

  test('what is refunded counts nothing from its withdrawal', () => {
    const refunded = term('01-01', '02-01', { withdrawnAt: at('01-03') })
    expect(mrrAt([refunded], at('01-02')).totalMinor).toBe(1000n)
    expect(mrrAt([refunded], at('01-03')).totalMinor).toBe(0n)
    expect(kinds(term('01-03', '02-01', { withdrawnAt: at('01-02') }))).toEqual([])
  })

  test('what was, and what moved since, is what is', () => {
    fc.assert(
      fc.property(fc.array(someTerm, { maxLength: 12 }), someInstant, someInstant, (terms, a, b) => {
        const [from, to] = isBefore(b, a) ? [b, a] : [a, b]
        const moved = movementsOf(terms)
          .filter((movement) => isBefore(from, movement.at) && !isBefore(to, movement.at))
          .reduce((sum, { beforeMinor, afterMinor }) => sum + afterMinor - beforeMinor, 0n)
        expect(mrrAt(terms, from).totalMinor + moved).toBe(mrrAt(terms, to).totalMinor)
      }),
    )
  })

  test('kinds say which way it went, and only the first is new', () => {
    fc.assert(
      fc.property(fc.array(someTerm, { maxLength: 12 }), (terms) => {
        const movements = movementsOf(terms)
        for (const [index, { kind, beforeMinor, afterMinor }] of movements.entries()) {
          const isUp = kind === 'new' || kind === 'expansion' || kind === 'reactivation'
          expect(afterMinor > beforeMinor).toBe(isUp)
          expect(kind === 'new').toBe(index === 0)
          expect(kind === 'churn').toBe(afterMinor === 0n)
          expect(kind === 'new' || kind === 'reactivation').toBe(beforeMinor === 0n)
          expect(movements[index - 1]?.afterMinor ?? 0n).toBe(beforeMinor)
        }
      }),
    )
  })

  test('plan and add-ons are all of it, and grace is within it', () => {
    fc.assert(
      fc.property(fc.array(someTerm, { maxLength: 12 }), someInstant, (terms, instant) => {
        const mrr = mrrAt(terms, instant)
        expect(mrr.planMinor + mrr.addonMinor).toBe(mrr.totalMinor)
        expect(mrr.graceMinor <= mrr.totalMinor).toBe(true)
      }),
    )
  })
})

test('E.2 averages and shares of nothing are nothing, not zero', () => {
  expect(perCustomer(1001n, 2)).toBe(501n)
  expect(perCustomer(0n, 0)).toBeNull()
  expect(shareOf(1, 4)).toEqual({ part: 1, whole: 4, share: 0.25 })
  expect(shareOf(0, 0).share).toBeNull()
})
