import { describe, expect, it } from 'vitest'
import { limitParts, limitStanding } from './limit-parts.ts'

const plan = { code: 'pro', name: 'Pro' }
const source = { until: null, quantity: 1 }

describe('S0.12 the parts of a limit', () => {
  it('names the plan, what comes with it, and each add-on with its quantity', () => {
    const parts = limitParts(
      [
        { ...source, kind: 'plan', code: 'pro', name: 'Pro', value: 5 },
        { ...source, kind: 'plan', code: 'welcome', name: 'Welcome Pack', value: 1 },
        {
          ...source,
          kind: 'addon',
          code: 'extra_storage_10gb',
          name: 'Extra Storage',
          quantity: 2,
          value: 20,
        },
      ],
      plan,
    )
    expect(parts.map((part) => part.label)).toEqual([
      'Pro plan',
      'Welcome Pack, with your plan',
      'Extra Storage × 2',
    ])
    expect(parts.map((part) => part.amount)).toEqual([5, 1, 20])
  })
})

describe('limitStanding', () => {
  it.each([
    [{ used: 0, limit: 0, over_limit: false }, 'fine'],
    [{ used: 79, limit: 100, over_limit: false }, 'fine'],
    [{ used: 80, limit: 100, over_limit: false }, 'near'],
    [{ used: 100, limit: 100, over_limit: false }, 'reached'],
    [{ used: 25, limit: 5, over_limit: true }, 'over'],
    [{ used: null, limit: 500, over_limit: false }, 'fine'],
    [{ used: 9_999, limit: null, over_limit: false }, 'fine'],
  ] as const)('%o is %s', (meter, standing) => {
    expect(limitStanding(meter)).toBe(standing)
  })
})
