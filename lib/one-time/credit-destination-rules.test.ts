import { describe, expect, test } from 'vitest'
import { divideWish } from './credit-destination-rules.ts'

const NOTHING = { creditMinor: 0n, refundMinor: 0n, offsetMinor: 0n }
const divide = (
  change: Partial<typeof NOTHING>,
  isPaid: boolean,
  refundableMinor = 100n,
  keepsBalance = true,
) => divideWish({ wish: { ...NOTHING, ...change }, totalMinor: 100n, isPaid, refundableMinor, keepsBalance })

describe('S1.6 where a credit goes', () => {
  test.each([
    ['to the balance, when nothing is said', {}, { refundMinor: 0n, offsetMinor: 0n }],
    ['to the balance', { creditMinor: 100n }, { refundMinor: 0n, offsetMinor: 0n }],
    ['back', { refundMinor: 100n }, { refundMinor: 100n, offsetMinor: 0n }],
    ['to both', { refundMinor: 30n, creditMinor: 70n }, { refundMinor: 30n, offsetMinor: 0n }],
  ])('S1.6 of what is paid: %s', (_, wish, division) => {
    expect(divide(wish, true)).toEqual(division)
  })

  test('S1.6 of what is unpaid, less is asked, whatever was wished', () => {
    const asks = { refundMinor: 0n, offsetMinor: 100n }
    for (const wish of [
      {},
      { creditMinor: 100n },
      { offsetMinor: 100n },
      { creditMinor: 40n, offsetMinor: 60n },
    ]) {
      expect(divide(wish, false)).toEqual(asks)
    }
  })

  test('S1.6 where a provider bills, all of it goes back', () => {
    const refused = { field: 'credit_amount_cents', refused: 'cannot_credit_invoice' }
    expect(divide({}, true, 100n, false)).toEqual(refused)
    expect(divide({ refundMinor: 30n, creditMinor: 70n }, true, 100n, false)).toEqual(refused)
    const back = { refundMinor: 100n, offsetMinor: 0n }
    expect(divide({ refundMinor: 100n }, true, 100n, false)).toEqual(back)
    expect(divide({}, false, 0n, false)).toEqual({ refundMinor: 0n, offsetMinor: 100n })
  })

  test.each([
    ['refund_amount_cents', 'cannot_refund_unpaid_invoice', { refundMinor: 100n }, false, 100n],
    ['offset_amount_cents', 'higher_than_remaining_invoice_amount', { offsetMinor: 100n }, true, 100n],
    ['base', 'does_not_match_item_amounts', { creditMinor: 99n }, true, 100n],
    ['base', 'does_not_match_item_amounts', { creditMinor: 99n, refundMinor: 2n }, true, 100n],
    ['base', 'does_not_match_item_amounts', { offsetMinor: 101n }, false, 100n],
    ['refund_amount_cents', 'higher_than_remaining_invoice_amount', { refundMinor: 100n }, true, 99n],
  ])('S1.6 refused: %s %s', (field, refused, wish, isPaid, refundable) => {
    expect(divide(wish, isPaid, refundable)).toEqual({ field, refused })
  })
})
