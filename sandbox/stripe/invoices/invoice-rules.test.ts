import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describePeriod, describeProration } from './describe-rules.ts'
import { nextRetry, settleTotal } from './invoice-rules.ts'

const settle = (total: number, balance: number) => settleTotal({ total, balance, minimum: 50 })

describe('a total and the customer’s balance', () => {
  test('credit pays first', () => {
    expect(settle(1000, -300)).toMatchObject({ amountDue: 700, endingBalance: 0, balanceChange: 300 })
    expect(settle(1000, -3000)).toMatchObject({ amountDue: 0, endingBalance: -2000, balanceChange: 1000 })
  })

  test('what is owed is charged too', () => {
    expect(settle(1000, 40)).toMatchObject({ amountDue: 1040, endingBalance: 0, balanceChange: -40 })
  })

  test('a negative total becomes credit and is never paid out', () => {
    expect(settle(-66_667, 0)).toMatchObject({ amountDue: 0, endingBalance: -66_667, balanceChange: -66_667 })
  })

  test('below the minimum charge it is owed with the next invoice', () => {
    expect(settle(49, 0)).toMatchObject({
      amountDue: 0,
      endingBalance: 49,
      balanceChange: 49,
      tooSmall: true,
    })
    expect(settle(50, 0)).toMatchObject({ amountDue: 50, tooSmall: false })
  })

  test('nothing is lost: what is charged and what the balance becomes are the total and what it was', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(cents, cents, (total, balance) => {
        const { amountDue, endingBalance, balanceChange } = settle(total, balance)
        expect(amountDue + endingBalance).toBe(total + balance)
        expect(endingBalance - balance).toBe(balanceChange === 0 ? 0 : balanceChange)
        expect(amountDue === 0 || amountDue >= 50).toBe(true)
      }),
    )
  })
})

test('a renewal is tried again 1, 3 and 5 days after the first attempt, then no more', () => {
  const day = 24 * 60 * 60
  const tries = [1, 2, 3, 4].map((attempts) => nextRetry({ firstAttemptAt: 100, attempts }))
  expect(tries).toEqual([100 + day, 100 + 3 * day, 100 + 5 * day, null])
})

test('lines are described as Stripe describes them', () => {
  const date = Date.UTC(2026, 9, 11, 23, 59) / 1000
  const prorated = (kind: 'credit' | 'debit', quantity: number) =>
    describeProration({ kind, name: 'X', quantity, date })
  expect(prorated('credit', 1)).toBe('Unused time on X after 11 Oct 2026')
  expect(prorated('debit', 3)).toBe('Remaining time on 3 × X after 11 Oct 2026')
  expect(
    describeProration({ kind: 'debit', name: 'X', quantity: 1, date: Date.UTC(2027, 8, 1) / 1000 }),
  ).toBe('Remaining time on X after 01 Sep 2027')
  const price = { unit_amount: 4900, currency: 'eur', recurring: { interval: 'month', interval_count: 1 } }
  expect(describePeriod({ name: 'Starter', quantity: 2, price: price as never })).toBe(
    '2 × Starter (at €49.00 / month)',
  )
})
