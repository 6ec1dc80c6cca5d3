import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peakQuantity } from '#lib/subscriptions/term-rules.ts'
import { arbitraryTerms, hour } from '#lib/subscriptions/testing/arbitrary-terms.ts'
import { checkEligibility, type EligibilityInput, maxMore } from './eligibility-rules.ts'
import { buildAddon } from './testing/build-catalog.ts'

const ask = (change: Partial<EligibilityInput & { quantity: number }> = {}) => ({
  addon: buildAddon(),
  planCode: 'pro',
  window: { start: hour(0), end: hour(24) },
  heldTerms: [],
  pending: 0,
  quantity: 1,
  ...change,
})
const held = (quantity: number, start = 0, end: number | null = null) => ({
  quantity,
  startsAt: hour(start),
  endsAt: end === null ? null : hour(end),
  withdrawnAt: null,
})
const reason = (change: Parameters<typeof ask>[0]) => {
  const answer = checkEligibility(ask(change))
  return answer.allowed ? null : answer.reason
}

describe('S0.6 S0.14 (can_purchase_addon) refusals, word for word', () => {
  test('S0.6 Add-on not found', () => {
    expect(checkEligibility(ask({ addon: null }))).toEqual({
      allowed: false,
      code: 'addon_not_found',
      reason: 'Add-on not found',
    })
  })

  test('S0.6 Add-on is not available', () => {
    expect(reason({ addon: buildAddon({ status: 'archived' }) })).toBe('Add-on is not available')
    expect(reason({ addon: buildAddon({ status: 'draft' }) })).toBe('Add-on is not available')
    expect(reason({ addon: buildAddon({ selfService: false }) })).toBe('Add-on is not available')
    expect(reason({ addon: buildAddon({ price: null }) })).toBe('Add-on is not available')
  })

  test('S0.6 Add-on not available for {plan} plan', () => {
    expect(reason({ planCode: 'free' })).toBe('Add-on not available for free plan')
    expect(reason({ planCode: 'advanced' })).toBe('Add-on not available for advanced plan')
  })

  test('S0.6 This add-on cannot be purchased multiple times', () => {
    const addon = buildAddon({ isStackable: false, maxQuantity: 1 })
    expect(reason({ addon, heldTerms: [held(1)] })).toBe('This add-on cannot be purchased multiple times')
    expect(reason({ addon, pending: 1 })).toBe('This add-on cannot be purchased multiple times')
    expect(reason({ addon })).toBeNull()
    expect(reason({ addon, quantity: 2 })).toBe('Maximum quantity is 1')
  })

  test('S0.6 Maximum quantity is {N}', () => {
    expect(reason({ quantity: 11 })).toBe('Maximum quantity is 10')
    expect(reason({ heldTerms: [held(8)], quantity: 3 })).toBe('Maximum quantity is 10')
    expect(reason({ heldTerms: [held(8)], quantity: 2 })).toBeNull()
    expect(reason({ heldTerms: [held(8)], pending: 1, quantity: 2 })).toBe('Maximum quantity is 10')
  })

  test('S0.6 the first reason of the seed’s order is the one that is given', () => {
    const addon = buildAddon({ status: 'archived', isStackable: false, maxQuantity: 1 })
    const all = { addon, planCode: 'free', heldTerms: [held(1)], quantity: 5 }
    expect(reason(all)).toBe('Add-on is not available')
    expect(reason({ ...all, addon: { ...addon, status: 'published' } })).toBe(
      'Add-on not available for free plan',
    )
    expect(reason({ ...all, addon: { ...addon, status: 'published' }, planCode: 'pro' })).toBe(
      'This add-on cannot be purchased multiple times',
    )
  })
})

test('invariant 6: what was held before the window or comes after it does not count', () => {
  const heldTerms = [held(9, -5, 0), held(9, 24, 30), held(2, 3, 5)]
  expect(reason({ heldTerms, quantity: 8 })).toBeNull()
  expect(reason({ heldTerms, quantity: 9 })).toBe('Maximum quantity is 10')
})

test('a quantity that is none never comes this far', () => {
  for (const quantity of [0, -1, 1.5, Number.NaN]) {
    expect(() => checkEligibility(ask({ quantity }))).toThrow(RangeError)
  }
})

test('property: maxMore is the largest quantity that is allowed', () => {
  const asked = fc.record({
    addon: fc
      .record({ isStackable: fc.boolean(), maxQuantity: fc.integer({ min: 1, max: 40 }) })
      .map((rules) => buildAddon(rules.isStackable ? rules : { ...rules, maxQuantity: 1 })),
    planCode: fc.constantFrom('pro', 'free'),
    heldTerms: arbitraryTerms,
    pending: fc.nat(10),
    window: fc.integer({ min: 0, max: 20 }).map((start) => ({ start: hour(start), end: hour(start + 4) })),
  })
  fc.assert(
    fc.property(asked, (input) => {
      const more = maxMore(input)
      if (more > 0) expect(checkEligibility({ ...input, quantity: more }).allowed).toBe(true)
      expect(checkEligibility({ ...input, quantity: more + 1 }).allowed).toBe(false)
    }),
  )
})

test('property: whatever is allowed keeps the maximum at every instant of the window', () => {
  fc.assert(
    fc.property(
      arbitraryTerms,
      fc.nat(5),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(20),
      (heldTerms, pending, quantity, start) => {
        const input = ask({
          heldTerms,
          pending,
          quantity,
          window: { start: hour(start), end: hour(start + 6) },
        })
        if (!checkEligibility(input).allowed) return
        const bought = { ...held(quantity, start), endsAt: hour(start + 6) }
        const peak = peakQuantity([...heldTerms, bought], input.window)
        expect(peak + pending).toBeLessThanOrEqual(10)
      },
    ),
  )
})
