import { describe, expect, it } from 'vitest'
import type { UsageOverview } from '#lib/metering/schemas.ts'
import { lossesOf } from './losses.ts'

const plan = { kind: 'plan', code: 'pro', name: 'Pro', quantity: 1, value: 5, until: null } as const
const storage = {
  kind: 'addon',
  code: 'extra_storage_10gb',
  name: 'Extra Storage (10 GB)',
  quantity: 2,
  value: 20,
  until: null,
} as const
const domain = { ...storage, code: 'custom_domain', name: 'Custom Domain', quantity: 1, value: 1 } as const

const customDomain = { feature: 'has_custom_domain', name: 'Custom domain', held: true, sources: [domain] }

const usage: UsageOverview = {
  family: 'smart-ml',
  plan: { code: 'pro', name: 'Pro' },
  at: '2026-11-21T00:00:00Z',
  valid_until: null,
  meters: [
    {
      feature: 'azure_storage_gb',
      name: 'Storage',
      unit: 'GB',
      kind: 'gauge',
      window: 'none',
      used: 12,
      limit: 25,
      remaining: 13,
      over_limit: false,
      base: 5,
      addon: 20,
      sources: [plan, storage],
      resets_at: null,
    },
  ],
  features: [customDomain],
}

describe('S0.8 what ends with an add-on', () => {
  it('names the limit that falls, and that what is in use no longer fits', () => {
    expect(lossesOf({ addonCode: 'extra_storage_10gb', usage })).toEqual([
      { key: 'azure_storage_gb', name: 'Storage', change: '25 GB → 5 GB', over: true },
    ])
  })

  it('names a feature that nothing else grants, and is silent about one that something else does', () => {
    expect(lossesOf({ addonCode: 'custom_domain', usage }).map((loss) => loss.name)).toEqual([
      'Custom domain',
    ])
    const twice = {
      ...usage,
      features: [{ ...customDomain, sources: [domain, { ...plan, value: 1 }] }],
    }
    expect(lossesOf({ addonCode: 'custom_domain', usage: twice })).toEqual([])
  })
})
