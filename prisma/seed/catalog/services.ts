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

/**
 * S1: what is charged once, whatever else a customer has. Prices are before tax (D8), of which there is India's: half
 * each of the state's and the union's at home, the union's in another state, none on an export.
 */
export const services: FamilySeed = {
  code: 'services',
  name: 'Services',
  currency: 'USD',
  provider: 'stripe',
  pricesIncludeTax: false,
  graceDays: 0,
  issuer: {
    code: 'tackon-services-india',
    legalName: 'Tackon Services Private Limited',
    address: {
      line1: '2nd Floor, 18 Lavelle Road',
      city: 'Bengaluru',
      state: 'Karnataka',
      stateCode: '29',
      postalCode: '560001',
      country: 'IN',
    },
    taxIds: { gstin: '29AAGCT6157P1ZG' },
    country: 'IN',
    timeZone: 'Asia/Kolkata',
    financialYearStartMonth: 4,
    invoicePrefix: 'INV',
    creditNotePrefix: 'CN',
  },
  taxes: [{ code: 'gst_18', name: 'GST', kind: 'gst', rateBasisPoints: 1_800 }],
  // Information technology consulting and support services.
  hsnSac: '998313',
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
