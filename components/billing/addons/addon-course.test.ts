import { describe, expect, it } from 'vitest'
import { addonCourse, isBilledWithPlan } from './addon-course.ts'

const end = '2026-12-12T18:30:00Z'
const held = {
  ends_at: end,
  current_period_end: end,
  cancel_at_period_end: false,
  auto_renew: false,
  next_quantity: null,
  next_billing_date: null,
  quantity: 3,
  mandate: null,
}
const off = { status: 'off', quantity: null, amount: null, kept_until: null, open: null } as const
const on = { ...off, status: 'active', quantity: 3, amount: 537 } as const
const renewing = { ...held, auto_renew: true, next_billing_date: end, mandate: on }

describe('S0.10 where a held add-on is heading', () => {
  it('is paid up to its end while nothing renews it, asked for or not', () => {
    expect(addonCourse({ ...held, mandate: off })).toEqual({ kind: 'paid', at: end })
    expect(addonCourse({ ...held, mandate: { ...off, status: 'pending' } })).toEqual({
      kind: 'paid',
      at: end,
    })
  })

  it('renews at the next charge', () => {
    const at = '2027-01-12T18:30:00Z'
    expect(addonCourse({ ...renewing, next_billing_date: at })).toEqual({ kind: 'renews', at })
    expect(addonCourse({ ...renewing, next_billing_date: null })).toEqual({ kind: 'renews', at: end })
  })

  it('renews only what was approved, and calls that something else than fewer that were asked for', () => {
    const approved = { ...renewing, next_quantity: 2, mandate: { ...on, quantity: 2 } }
    expect(addonCourse(approved)).toEqual({ kind: 'partly', renewed: 2, at: end })
    expect(addonCourse({ ...renewing, next_quantity: 2, mandate: null })).toEqual({
      kind: 'fewer',
      quantity: 2,
      at: end,
    })
  })

  it.each(['past_due', 'halted'] as const)('is in trouble when a charge failed (%s)', (status) => {
    const keptUntil = '2026-12-15T18:30:00Z'
    const mandate = { ...on, status, kept_until: keptUntil }
    expect(addonCourse({ ...renewing, mandate })).toEqual({ kind: 'trouble', keptUntil })
  })

  it('ends when it was canceled, whatever renews it', () => {
    expect(addonCourse({ ...renewing, cancel_at_period_end: true })).toEqual({ kind: 'canceled', at: end })
  })

  it('stays where it was given without an end', () => {
    expect(addonCourse({ ...held, ends_at: null, current_period_end: null })).toEqual({ kind: 'endless' })
  })

  it('tells the one bill for everything from an approval of its own', () => {
    expect(isBilledWithPlan({ auto_renew: true, mandate: null })).toBe(true)
    expect(isBilledWithPlan(renewing)).toBe(false)
    expect(isBilledWithPlan(held)).toBe(false)
  })
})
