import { z } from 'zod'
import { INDIAN_STATES } from '#lib/tax/schemas.ts'
import type { BillingDocument } from './schemas.ts'

type Party = BillingDocument['issuer']

const text = z.string().default('')

const address = z.object({
  line1: text,
  line2: text,
  city: text,
  postalCode: text,
  state: text,
  stateCode: z.string().nullable().default(null),
  country: text,
})

/** Documents of before billing details were asked for know less of who buys. */
const customerSnapshot = z.object({
  name: text,
  email: text,
  country: z.string().nullable().default(null),
  legalName: z.string().nullable().default(null),
  address: address.nullable().default(null),
  taxId: z.object({ kind: z.string(), value: z.string() }).nullable().default(null),
})

const issuerSnapshot = z.object({
  legalName: text,
  address: address.nullable().default(null),
  taxIds: z.record(z.string(), z.string()).default({}),
})

const ID_LABELS: Record<string, string> = { gstin: 'GSTIN', eu_vat: 'VAT id', vat: 'VAT id', other: 'Tax id' }

/** Who sells, as the document named it, and in which country that is. */
export function issuerOn(snapshot: unknown): Party & { country: string } {
  const { legalName, address, taxIds } = issuerSnapshot.parse(snapshot)
  return {
    name: legalName,
    lines: addressLines(address),
    ids: Object.entries(taxIds).map(([kind, value]) => ({ label: labelOf(kind), value })),
    country: address?.country ?? '',
  }
}

/** Who buys, as the document named it. Without billing details a name, an email and perhaps a country are known. */
export function customerOn(snapshot: unknown): Party {
  const { name, email, country, legalName, address, taxId } = customerSnapshot.parse(snapshot)
  return {
    name: legalName ?? name,
    lines: address ? addressLines(address) : [email, countryName(country ?? '')].filter(isSaid),
    ids: taxId ? [{ label: labelOf(taxId.kind), value: taxId.value }] : [],
  }
}

/** Where the postal code comes after the city; elsewhere it comes first. */
const CODE_LAST = ['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'SG', 'US']

/** As letters are addressed; in India with the code of the state, which the law wants on documents. */
function addressLines(address: z.infer<typeof customerSnapshot>['address']): string[] {
  if (!address) return []
  const { line1, line2, city, postalCode, state, stateCode, country } = address
  const town = CODE_LAST.includes(country) ? [city, postalCode] : [postalCode, city]
  const region = country === 'IN' && stateCode ? `${INDIAN_STATES[stateCode] ?? state} (${stateCode})` : state
  return [
    line1,
    line2,
    town.filter(isSaid).join(' '),
    region === city ? '' : region,
    countryName(country),
  ].filter(isSaid)
}

const isSaid = (part: string) => part !== ''

function labelOf(kind: string): string {
  return ID_LABELS[kind] ?? kind.toUpperCase()
}

function countryName(code: string): string {
  return (code && new Intl.DisplayNames('en', { type: 'region' }).of(code)) || code
}
