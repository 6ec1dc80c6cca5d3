import { expect, test } from 'vitest'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import { changeOf, formOf } from './addon-form-state.ts'

const addon: CatalogDetail = {
  id: '0193f2a4-7b1c-7abc-8def-0123456789ab',
  code: 'storage',
  name: 'Storage',
  family: { code: 'smart-ml', name: 'Smart ML' },
  status: 'published',
  type: 'storage',
  category: 'capacity',
  priceMinor: 179_00,
  currency: 'INR',
  intervalMonths: 1,
  sortOrder: 1,
  holders: { customers: 0, units: 0, atOtherPrice: 0 },
  bands: [],
  updatedAt: '2026-01-01T00:00:00.000Z',
  description: 'More room',
  badge: null,
  icon: 'hard-drive',
  maxQuantity: 10,
  isStackable: true,
  selfService: true,
  decrease: 'period_end',
  plans: [{ code: 'pro', availability: 'available' }],
  grants: [{ feature: 'gb', value: 10 }],
  billedAt: null,
  features: [
    { code: 'gb', name: 'Storage', unit: 'GB', kind: 'gauge', window: 'none' },
    { code: 'calls', name: 'Calls', unit: 'calls', kind: 'counter', window: 'day' },
  ],
  familyPlans: [
    { code: 'free', name: 'Free' },
    { code: 'pro', name: 'Pro' },
  ],
}

test('a form nobody touched changes nothing, and only what was touched is sent', () => {
  const form = formOf(addon)
  expect(changeOf(addon, form)).toEqual({})
  expect(changeOf(addon, { ...form, price: '199.5', badge: ' New ' })).toEqual({
    priceMinor: 199_50,
    badge: 'New',
  })
})

test('lists are sent whole; what is held once is one at most', () => {
  const form = formOf(addon)
  expect(changeOf(addon, { ...form, grants: { ...form.grants, calls: 'unlimited' } })).toEqual({
    grants: [
      { feature: 'gb', value: 10 },
      { feature: 'calls', value: null },
    ],
  })
  expect(changeOf(addon, { ...form, plans: { free: 'included', pro: 'none' } })).toEqual({
    plans: [{ code: 'free', availability: 'included' }],
  })
  expect(changeOf(addon, { ...form, isStackable: false })).toEqual({ isStackable: false, maxQuantity: 1 })
})

test('what is no number is for the server to refuse', () => {
  const form = formOf(addon)
  expect(changeOf(addon, { ...form, price: 'much', sortOrder: '-1', grants: { gb: 'ten' } })).toEqual({
    priceMinor: null,
    sortOrder: null,
    grants: [{ feature: 'gb', value: 0 }],
  })
})
