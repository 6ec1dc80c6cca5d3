import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount } from '../money/format-amount.ts'
import type { PaymentEntity } from './entities.ts'
import { authorized, canStep, captured, failed, feeOf, type PaymentStep, refunded } from './rules.ts'

const steps: readonly PaymentStep[] = ['authorize', 'capture', 'fail', 'refund', 'refund-in-part']
const failure = { code: 'BAD_REQUEST_ERROR', description: 'no', source: 'bank', step: 'x', reason: 'y' }

const fresh = (amount: number) =>
  ({ status: 'created', amount, amount_refunded: 0, captured: false, refund_status: null }) as PaymentEntity

function take(payment: PaymentEntity, step: PaymentStep): PaymentEntity {
  const remaining = payment.amount - payment.amount_refunded
  if (!canStep(payment.status, step)) return payment
  switch (step) {
    case 'authorize':
      return authorized(payment)
    case 'capture':
      return captured(payment)
    case 'fail':
      return failed(payment, failure)
    case 'refund':
      return refunded(payment, remaining)
    case 'refund-in-part':
      return remaining > 1 ? refunded(payment, 1) : payment
    default:
      return payment
  }
}

describe('what can become of a payment', () => {
  test('money is refunded at most once, and captured only after it was authorized', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1e9 }),
        fc.array(fc.constantFrom(...steps)),
        (amount, taken) => {
          let payment = fresh(amount)
          for (const step of taken) {
            const before = payment
            payment = take(payment, step)
            expect(payment.amount_refunded).toBeLessThanOrEqual(amount)
            expect(payment.status === 'refunded').toBe(payment.refund_status === 'full')
            if (payment.captured && !before.captured) expect(before.status).toBe('authorized')
          }
        },
      ),
    )
  })

  test('the fee holds its tax: 18 % of the 2 %, to the minor unit', () => {
    expect(feeOf(100)).toEqual({ fee: 2, tax: 0 })
    expect(feeOf(500_000)).toEqual({ fee: 11_800, tax: 1800 })
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 5e7 }), (amount) => {
        const { fee, tax } = feeOf(amount)
        expect(Number.isSafeInteger(fee) && tax < fee && fee < amount).toBe(true)
      }),
    )
  })

  test('amounts are shown with the digits of their currency', () => {
    expect(formatAmount({ amount: 35_800, currency: 'INR' })).toBe('₹358.00')
    expect(formatAmount({ amount: 12_345_607, currency: 'INR' })).toBe('₹1,23,456.07')
    expect(formatAmount({ amount: 295, currency: 'JPY' })).toBe('¥295')
    expect(formatAmount({ amount: 295_991, currency: 'KWD' })).toContain('295.991')
    expect(formatAmount({ amount: 5, currency: 'USD' })).toBe('$0.05')
  })
})
