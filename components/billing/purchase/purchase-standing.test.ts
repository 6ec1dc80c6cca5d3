import { describe, expect, it } from 'vitest'
import { purchaseStanding } from './purchase-standing.ts'

const pending = { status: 'pending', payment_in_flight: false, last_failure: null } as const

describe('S0.11 what a purchase says about itself', () => {
  it('asks for the payment while nobody has paid', () => {
    expect(purchaseStanding(pending, false)).toBe('unpaid')
  })

  it('says why the last attempt failed', () => {
    const last_failure = { code: 'BAD_REQUEST_ERROR', description: 'Declined by the bank' }
    expect(purchaseStanding({ ...pending, last_failure }, false)).toBe('attempt_failed')
  })

  it('never asks to pay again while a bank may still confirm', () => {
    expect(purchaseStanding(pending, true)).toBe('awaiting_bank')
    expect(purchaseStanding({ ...pending, payment_in_flight: true }, false)).toBe('awaiting_bank')
  })

  it('does not call a paid purchase done before it counts', () => {
    expect(purchaseStanding({ ...pending, status: 'paid' }, false)).toBe('applying')
    expect(purchaseStanding({ ...pending, status: 'fulfilled' }, true)).toBe('done')
  })
})
