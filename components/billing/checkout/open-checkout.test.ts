import { describe, expect, it } from 'vitest'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import { approvalOf, confirmationOf } from './open-checkout.ts'

const handOff = {
  kind: 'script',
  checkout: 'razorpay',
  script_url: 'https://checkout.example/v1/checkout.js',
  options: {},
} as const
const line = {
  action: 'add',
  effective: 'now',
  plan: null,
  addon: 'extra_storage_10gb',
  name: 'Extra Storage (+10 GB)',
  description: '2 × Extra Storage (+10 GB)',
  quantity: 2,
  unit_amount: 17900,
  amount: 35800,
  billed_days: 31,
  period_days: 31,
  starts_at: '2026-11-21T00:00:00Z',
  ends_at: '2026-12-21T00:00:00Z',
} satisfies PurchaseResponse['lines'][number]
const signed = { razorpay_payment_id: 'pay_1', razorpay_signature: 'abc' }

describe('S0.7 what the payment window hands over', () => {
  it('names the order that was paid', () => {
    const proof = { ...signed, razorpay_order_id: 'order_1' }
    expect(confirmationOf({ hand_off: handOff, lines: [line] }, proof)).toEqual({
      path: '/api/addons/verify-payment',
      body: { addon_id: 'extra_storage_10gb', quantity: 2, ...proof },
    })
  })

  it('names the subscription that was approved, and no order', () => {
    const proof = { ...signed, razorpay_subscription_id: 'sub_1' }
    const body = confirmationOf({ hand_off: handOff, lines: [line] }, proof)?.body
    expect(body).toEqual({ addon_id: 'extra_storage_10gb', quantity: 2, ...proof })
    expect(body).not.toHaveProperty('razorpay_order_id')
  })

  it('says nothing of a purchase of several, or of another way to pay', () => {
    const proof = { ...signed, razorpay_order_id: 'order_1' }
    expect(confirmationOf({ hand_off: handOff, lines: [line, line] }, proof)).toBeNull()
    expect(confirmationOf({ hand_off: null, lines: [line] }, proof)).toBeNull()
  })
})

describe('S0.10 the approval to renew what is held', () => {
  it('goes with the add-on it is for', () => {
    const proof = { ...signed, razorpay_subscription_id: 'sub_1' }
    expect(approvalOf({ handOff, userAddonId: 'held-1' }, proof)).toEqual({
      path: '/api/addons/auto-renew/approve',
      body: {
        user_addon_id: 'held-1',
        approval_id: 'sub_1',
        payment_id: signed.razorpay_payment_id,
        signature: signed.razorpay_signature,
      },
    })
    expect(
      approvalOf(
        { handOff: { kind: 'redirect', url: 'https://pay.example/' }, userAddonId: 'held-1' },
        proof,
      ),
    ).toBeNull()
  })
})
