import { describe, expect, it } from 'vitest'
import { approvedWords } from './approved-words.ts'
import { autoRenewView } from './auto-renew-view.ts'

const zone = 'Asia/Kolkata'
const end = '2026-12-11T18:30:00Z'
const off = { status: 'off', quantity: null, amount: null, kept_until: null, open: null } as const
const held = {
  mandate: off,
  currency: 'INR',
  next_billing_date: null,
  ends_at: end,
  current_period_end: end,
  cancel_at_period_end: false,
}
const on = { ...off, status: 'active', quantity: 2, amount: 358 } as const
const open = { purchase_id: '0199b3a0-0000-7000-8000-000000000001', amount: 358 }

describe('S0.10 automatic renewal of a held add-on, in words', () => {
  it('says from when on it would be charged', () => {
    expect(autoRenewView(held, zone)).toMatchObject({ state: 'Off', turnOn: 'Turn on', mayTurnOff: false })
    expect(autoRenewView(held, zone)?.text).toContain('first on 12 Dec 2026')
  })

  it('says what is charged, when, and how to stop', () => {
    const view = autoRenewView({ ...held, mandate: on, next_billing_date: end }, zone)
    expect(view).toMatchObject({ state: 'On', turnOn: 'Change way to pay', mayTurnOff: true })
    expect(view?.text).toBe(
      '₹358.00 is charged on 12 Dec 2026, and each period after that until you turn it off.',
    )
  })

  it('does not call on what nobody approved', () => {
    const view = autoRenewView({ ...held, mandate: { ...off, status: 'pending' } }, zone)
    expect(view).toMatchObject({ state: 'Not approved yet', turnOn: 'Approve', mayTurnOff: false })
  })

  it('says whether a failed charge is tried again', () => {
    const texts = (['past_due', 'halted'] as const).map(
      (status) => autoRenewView({ ...held, mandate: { ...on, status, open } }, zone)?.text,
    )
    expect(texts).toEqual([
      'A charge of ₹358.00 did not go through. We try again in the next days. Cancel the add-on if you do not want it any more.',
      'A charge of ₹358.00 did not go through, and we do not try again by ourselves.',
    ])
  })

  it('says nothing where it is not possible, or of what is to end', () => {
    expect(autoRenewView({ ...held, mandate: null }, zone)).toBeNull()
    expect(autoRenewView({ ...held, mandate: on, cancel_at_period_end: true }, zone)).toBeNull()
  })
})

describe('S0.10 what an approval did', () => {
  const addon = { ...held, addon_name: 'Extra Storage', auto_renew: true, next_quantity: null, quantity: 2 }

  it('names the day of the next charge', () => {
    expect(approvedWords({ ...addon, mandate: on }, zone)).toBe(
      'Extra Storage renews by itself on 12 Dec 2026',
    )
  })

  it('promises nothing while a charge is still open', () => {
    expect(approvedWords({ ...addon, mandate: { ...on, status: 'past_due', open } }, zone)).toBe(
      'Your approval for Extra Storage has arrived',
    )
  })
})
