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
type Held = Parameters<typeof autoRenewView>[0]['addon']
const viewOf = (addon: Held) => autoRenewView({ addon, months: 1, timeZone: zone })

const on = { ...off, status: 'active', quantity: 2, amount: 358 } as const
const open = { purchase_id: '0199b3a0-0000-7000-8000-000000000001', amount: 358 }

describe('S0.10 automatic renewal of a held add-on, in words', () => {
  it('says from when on it would be charged', () => {
    expect(viewOf(held)).toMatchObject({ state: 'Off', turnOn: 'Turn on', mayTurnOff: false })
    expect(viewOf(held)?.text).toContain('first on 12 Dec 2026')
  })

  it('says what is charged, when, and how to stop', () => {
    const view = viewOf({ ...held, mandate: on, next_billing_date: end })
    expect(view).toMatchObject({ state: 'On', turnOn: 'Change way to pay', mayTurnOff: true })
    expect(view?.text).toBe(
      '₹358.00 is charged on 12 Dec 2026, and every month after that until you turn it off.',
    )
  })

  it('does not call on what nobody approved', () => {
    const view = viewOf({ ...held, mandate: { ...off, status: 'pending' } })
    expect(view).toMatchObject({ state: 'Not approved yet', turnOn: 'Approve', mayTurnOff: false })
  })

  it('says whether a failed charge is tried again', () => {
    const texts = (['past_due', 'halted'] as const).map(
      (status) => viewOf({ ...held, mandate: { ...on, status, open } })?.text,
    )
    expect(texts).toEqual([
      'A charge of ₹358.00 did not go through. We try again in the next days. Cancel the add-on if you do not want it any more.',
      'A charge of ₹358.00 did not go through, and we do not try again by ourselves. Once it is paid, it renews by itself again.',
    ])
  })

  it('leads to the window only where what is open need not be paid first', () => {
    const turnOn = (mandate: Held['mandate']) => viewOf({ ...held, mandate })?.turnOn
    expect(turnOn({ ...on, status: 'past_due', open })).toBe('Change way to pay')
    expect(turnOn({ ...on, status: 'halted', open })).toBeNull()
    expect(turnOn({ ...on, status: 'halted' })).toBe('Change way to pay')
  })

  it('says nothing where it is not possible, or of what is to end', () => {
    expect(viewOf({ ...held, mandate: null })).toBeNull()
    expect(viewOf({ ...held, mandate: on, cancel_at_period_end: true })).toBeNull()
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
