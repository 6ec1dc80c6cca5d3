import type { BillingDetailsRequest } from '#lib/tax/schemas.ts'

const NOTHING = { line2: '', state: '', stateCode: null, taxId: null }

/**
 * What some demo accounts told of themselves, so that the ways of taxing are there to be seen: another state of India,
 * a business in another member state, a consumer in one. Everybody else is at home with the seller.
 */
export const demoBilling: Record<string, BillingDetailsRequest> = {
  'advanced@smart-ml.test': {
    ...NOTHING,
    legalName: 'Sahyadri Analytics LLP',
    line1: '14 Veer Nariman Road',
    line2: 'Fort',
    city: 'Mumbai',
    postalCode: '400001',
    state: 'Maharashtra',
    stateCode: '27',
    country: 'IN',
    taxId: '27AAECS4821K1Z6',
  },
  'growth@klarvo.test': {
    ...NOTHING,
    legalName: 'Nordlicht Robotik GmbH',
    line1: 'Speicherstraße 8',
    city: 'Hamburg',
    postalCode: '20457',
    country: 'DE',
    taxId: 'DE123456788',
  },
  'starter@klarvo.test': {
    ...NOTHING,
    legalName: 'Aino Virtanen',
    line1: 'Aleksanterinkatu 17',
    city: 'Helsinki',
    postalCode: '00100',
    country: 'FI',
  },
}
