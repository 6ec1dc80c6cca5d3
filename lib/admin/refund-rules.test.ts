import { describe, expect, test } from 'vitest'
import { refundableOf } from './refund-rules.ts'

const payment = { isCaptured: true, amountMinor: 358_00n, refunds: [], invoice: null }
const invoice = { totalMinor: 358_00n, creditedMinor: 0n }
const refund = { status: 'pending', amountMinor: 100_00n, isCredited: false } as const

describe('E.2 what can still be sent back of a payment', () => {
  test('all of it at first, and nothing of what was never captured', () => {
    expect(refundableOf(payment)).toBe(358_00n)
    expect(refundableOf({ ...payment, invoice })).toBe(358_00n)
    expect(refundableOf({ ...payment, isCaptured: false })).toBe(0n)
  })

  test('less what is on its way or arrived, but not what failed', () => {
    expect(refundableOf({ ...payment, invoice, refunds: [refund] })).toBe(258_00n)
    const processed = { ...refund, status: 'processed', isCredited: true } as const
    const credited = { ...invoice, creditedMinor: 100_00n }
    expect(refundableOf({ ...payment, invoice: credited, refunds: [processed, refund] })).toBe(158_00n)
    expect(refundableOf({ ...payment, invoice, refunds: [{ ...refund, status: 'failed' }] })).toBe(358_00n)
  })

  test('less what the invoice was credited with in another way', () => {
    const credited = { ...invoice, creditedMinor: 300_00n }
    expect(refundableOf({ ...payment, invoice: credited })).toBe(58_00n)
    expect(refundableOf({ ...payment, invoice: credited, refunds: [refund] })).toBe(0n)
  })
})
