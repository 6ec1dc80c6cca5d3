import type { AddonSeed, FamilySeed } from '#lib/catalog/catalog-seed.ts'

/** Charged once, by staff, with an invoice; nobody holds it, so no plan is asked and nothing is granted. */
const once = {
  charge: 'one_time',
  category: 'services',
  isStackable: false,
  maxQuantity: 1,
  selfService: false,
  badge: null,
  grants: {},
  availableForPlans: [],
  includedInPlans: [],
} satisfies Partial<AddonSeed>

/** S1: what is charged once, whatever else a customer has. Prices are before tax (D8). */
export const services: FamilySeed = {
  code: 'services',
  name: 'Services',
  currency: 'USD',
  provider: 'stripe',
  pricesIncludeTax: false,
  graceDays: 0,
  issuer: {
    code: 'tackon-services-us',
    legalName: 'Tackon Services, Inc.',
    address: {
      line1: '160 Greentree Drive, Suite 101',
      city: 'Dover',
      state: 'Delaware',
      stateCode: 'DE',
      postalCode: '19904',
      country: 'US',
    },
    taxIds: { ein: '88-1234567' },
    country: 'US',
    timeZone: 'America/New_York',
    financialYearStartMonth: 1,
    invoicePrefix: 'INV',
    creditNotePrefix: 'CN',
  },
  features: [],
  plans: [],
  addons: [
    {
      ...once,
      code: 'setup_fee',
      name: 'Setup Fee',
      description: 'Implementation for a new customer: accounts, data and a first review',
      type: 'setup',
      priceMonthlyMinor: 500_00n,
      icon: 'wrench',
      sortOrder: 1,
    },
    {
      ...once,
      code: 'professional_services',
      name: 'Professional Services',
      description: 'An hour of work by our engineers',
      type: 'service',
      priceMonthlyMinor: 150_00n,
      icon: 'users',
      sortOrder: 2,
    },
    {
      ...once,
      code: 'hardware',
      name: 'Hardware',
      description: 'An edge device, delivered and ready to be plugged in',
      type: 'hardware',
      priceMonthlyMinor: 299_00n,
      icon: 'cpu',
      sortOrder: 3,
    },
  ],
}
