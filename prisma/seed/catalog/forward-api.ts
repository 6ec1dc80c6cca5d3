import type { AddonSeed, FamilySeed, PlanSeed } from '#lib/catalog/catalog-seed.ts'

const TIERS = ['BASIC', 'STANDARD', 'PREMIUM', 'ENTERPRISE']

/** More requests a day, beside what the tier has; each purchase lasts its own months (D4). */
const pack = {
  charge: 'recurring',
  type: 'requests',
  category: 'capacity',
  isStackable: true,
  maxQuantity: 10,
  selfService: true,
  ownPeriod: true,
  badge: null,
  availableForPlans: TIERS,
  includedInPlans: [],
} satisfies Partial<AddonSeed>

function tier(options: {
  code: string
  name: string
  rank: number
  priceMonthlyMinor: bigint
  requests: bigint | 'unlimited'
  description: string
}): PlanSeed {
  const { requests, ...plan } = options
  return { ...plan, isDefault: options.rank === 0, grants: { requests_per_day: requests } }
}

/** S2.1: tiers and request packs of an API. What is held belongs to a key, not to its customer as a whole. */
export const forwardApi: FamilySeed = {
  code: 'forward-api',
  name: 'Forward API',
  currency: 'USD',
  provider: 'stripe',
  heldBy: 'api_key',
  // D6: months paid in advance, by our own job.
  prepaid: true,
  pricesIncludeTax: true,
  graceDays: 0,
  issuer: {
    code: 'forward-api-us',
    legalName: 'Forward API, Inc.',
    address: {
      line1: '548 Market Street, Suite 410',
      city: 'San Francisco',
      state: 'California',
      stateCode: 'CA',
      postalCode: '94104',
      country: 'US',
    },
    taxIds: { ein: '84-7654321' },
    country: 'US',
    timeZone: 'UTC',
    financialYearStartMonth: 1,
    invoicePrefix: 'INV',
    creditNotePrefix: 'CN',
  },
  features: [
    { code: 'requests_per_day', name: 'Requests', unit: 'requests', kind: 'counter', window: 'day' },
  ],
  plans: [
    tier({
      code: 'BASIC',
      name: 'Basic',
      rank: 0,
      priceMonthlyMinor: 0n,
      requests: 100n,
      description: '100 requests per day',
    }),
    tier({
      code: 'STANDARD',
      name: 'Standard',
      rank: 1,
      priceMonthlyMinor: 10_00n,
      requests: 500n,
      description: '500 requests per day',
    }),
    tier({
      code: 'PREMIUM',
      name: 'Premium',
      rank: 2,
      priceMonthlyMinor: 50_00n,
      requests: 2_000n,
      description: '2,000 requests per day',
    }),
    tier({
      code: 'ENTERPRISE',
      name: 'Enterprise',
      rank: 3,
      priceMonthlyMinor: 200_00n,
      requests: 10_000n,
      description: '10,000 requests per day',
    }),
    tier({
      code: 'UNLIMITED',
      name: 'Unlimited',
      rank: 4,
      priceMonthlyMinor: 500_00n,
      requests: 'unlimited',
      description: 'Unlimited requests',
    }),
  ],
  addons: [
    {
      ...pack,
      code: 'ADDON_SMALL',
      name: 'Small Add-on',
      description: 'Additional 100 requests per day',
      priceMonthlyMinor: 5_00n,
      grants: { requests_per_day: 100n },
      icon: 'package',
      sortOrder: 1,
    },
    {
      ...pack,
      code: 'ADDON_MEDIUM',
      name: 'Medium Add-on',
      description: 'Additional 500 requests per day',
      priceMonthlyMinor: 20_00n,
      grants: { requests_per_day: 500n },
      icon: 'package',
      sortOrder: 2,
    },
    {
      ...pack,
      code: 'ADDON_LARGE',
      name: 'Large Add-on',
      description: 'Additional 2,000 requests per day',
      priceMonthlyMinor: 75_00n,
      grants: { requests_per_day: 2_000n },
      icon: 'boxes',
      sortOrder: 3,
    },
    {
      ...pack,
      code: 'ADDON_ENTERPRISE',
      name: 'Enterprise Add-on',
      description: 'Additional 10,000 requests per day',
      priceMonthlyMinor: 300_00n,
      grants: { requests_per_day: 10_000n },
      icon: 'boxes',
      sortOrder: 4,
    },
    {
      ...pack,
      code: 'ADDON_CUSTOM',
      name: 'Custom Add-on',
      description: 'As many more requests per day as agreed on, one hundred each',
      // Staff grant it, at what was agreed on.
      selfService: false,
      maxQuantity: 10_000,
      priceMonthlyMinor: null,
      grants: { requests_per_day: 100n },
      icon: 'package',
      sortOrder: 5,
    },
  ],
}
