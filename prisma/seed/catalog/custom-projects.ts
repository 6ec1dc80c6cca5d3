import type { AddonSeed, FamilySeed } from '#lib/catalog/catalog-seed.ts'

/** One unit more of something, as often as one likes. */
const unit = {
  charge: 'recurring',
  category: 'capacity',
  isStackable: true,
  selfService: true,
  badge: null,
  availableForPlans: ['free', 'pro'],
  includedInPlans: [],
} satisfies Partial<AddonSeed>

/** S4: what its customers buy, they buy again: Pro holds 5 GB, and two more of 1 GB make 7. */
export const customProjects: FamilySeed = {
  code: 'custom-projects',
  name: 'Custom Projects',
  currency: 'USD',
  provider: 'stripe',
  pricesIncludeTax: true,
  graceDays: 3,
  issuer: {
    code: 'custom-projects-us',
    legalName: 'Custom Projects, Inc.',
    address: {
      line1: '548 Market Street',
      city: 'San Francisco',
      state: 'California',
      stateCode: 'CA',
      postalCode: '94104',
      country: 'US',
    },
    taxIds: { ein: '84-1234567' },
    country: 'US',
    timeZone: 'America/Los_Angeles',
    financialYearStartMonth: 1,
    invoicePrefix: 'INV',
    creditNotePrefix: 'CN',
  },
  features: [
    { code: 'storage_gb', name: 'Storage', unit: 'GB', kind: 'gauge', window: 'none' },
    { code: 'connectors', name: 'Connectors', unit: 'connectors', kind: 'gauge', window: 'none' },
  ],
  plans: [
    {
      code: 'free',
      name: 'Free',
      description: 'One project, one source of data',
      rank: 0,
      isDefault: true,
      priceMonthlyMinor: 0n,
      grants: { storage_gb: 1n, connectors: 1n },
    },
    {
      code: 'pro',
      name: 'Pro',
      description: 'For projects that people depend on',
      rank: 1,
      isDefault: false,
      priceMonthlyMinor: 50_00n,
      grants: { storage_gb: 5n, connectors: 3n },
    },
  ],
  addons: [
    {
      ...unit,
      code: 'storage_1gb',
      name: 'Storage (+1 GB)',
      description: 'Room for 1 GB more of documents and their index',
      type: 'storage',
      priceMonthlyMinor: 5_00n,
      grants: { storage_gb: 1n },
      maxQuantity: 50,
      decrease: 'period_end',
      icon: 'hard-drive',
      sortOrder: 1,
    },
    {
      ...unit,
      code: 'connectors_1',
      name: 'Connector (+1)',
      description: 'Keep one more source of data in step',
      type: 'connectors',
      priceMonthlyMinor: 10_00n,
      grants: { connectors: 1n },
      maxQuantity: 20,
      decrease: 'credit',
      icon: 'plug',
      sortOrder: 2,
    },
  ],
}
