import type { Addon, Family, FamilyCatalog, Feature, Grant, Plan } from '../catalog.ts'

const created = Temporal.Instant.from('2026-01-01T00:00:00Z')

/** A feature for a test; a day counter unless it says otherwise. */
export function buildFeature(change: Partial<Feature> & { code: string }): Feature {
  return {
    id: change.code,
    name: change.code,
    unit: '',
    kind: 'gauge',
    window: 'none',
    sortOrder: 1,
    ...change,
  }
}

export function buildPlan(change: Partial<Plan> & { code: string }): Plan {
  return {
    id: change.code,
    name: change.code,
    description: '',
    rank: 0,
    isDefault: false,
    status: 'published',
    price: null,
    grants: [],
    ...change,
  }
}

/** An add-on on sale at ₹100 a month on the plan `pro`, up to ten of them. */
export function buildAddon(change: Partial<Addon> = {}): Addon {
  const code = change.code ?? 'storage'
  return {
    id: code,
    code,
    name: code,
    description: '',
    charge: 'recurring',
    type: 'storage',
    category: 'capacity',
    decrease: 'period_end',
    isStackable: true,
    maxQuantity: 10,
    selfService: true,
    ownPeriod: false,
    icon: null,
    badge: null,
    sortOrder: 1,
    status: 'published',
    price: { id: `price-${code}`, amountMinor: 100_00n, currency: 'INR', intervalMonths: 1 },
    grants: [],
    availableForPlans: ['pro'],
    includedInPlans: [],
    createdAt: created,
    updatedAt: created,
    ...change,
  }
}

export function buildCatalog(parts: Partial<Omit<FamilyCatalog, 'family'>>): FamilyCatalog {
  const family: Family = {
    id: 'family',
    code: 'test',
    name: 'Test',
    currency: 'INR',
    provider: 'razorpay',
    heldBy: 'customer',
    prepaid: false,
    catalogVersion: 1,
    graceDays: 3,
    issuerId: 'issuer',
    timeZone: 'Asia/Kolkata',
  }
  return { family, features: [], plans: [], addons: [], ...parts }
}

export function grant(feature: string, value: bigint | null): Grant {
  return { feature, value }
}
