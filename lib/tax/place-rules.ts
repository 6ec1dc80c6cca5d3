import type { Party, Tax, TaxIdKind, TaxRate, TaxTreatment } from './tax.ts'

/** Who is where, for whoever works out a tax. */
export type Parties = { seller: Party; buyer: Party }

export const EU_MEMBERS: readonly string[] =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/** Union territories whose part of the tax has a name of its own. */
const UNION_TERRITORIES: readonly string[] = ['04', '26', '31', '35', '38', '97']

/** India's code for a place of supply in another country. */
const ABROAD = '96'

/** Which kind of tax number somebody in a country has. */
export function taxIdKindOf(country: string): TaxIdKind {
  if (country === 'IN') return 'gstin'
  return EU_MEMBERS.includes(country) ? 'eu_vat' : 'other'
}

/**
 * Where a service is supplied (IGST Act, sections 12 and 13): in the state a GSTIN is registered in, else that of the
 * buyer's address, else the seller's. A buyer whose country nobody knows is at home with the seller.
 */
export function placeOfSupply({ seller, buyer }: Parties): {
  country: string | null
  stateCode: string | null
} {
  const gstin = buyer.taxId?.kind === 'gstin' ? buyer.taxId.value : null
  const country = buyer.country ?? (gstin ? 'IN' : seller.country)
  if (country !== 'IN') return { country, stateCode: seller.country === 'IN' ? ABROAD : null }
  const home = seller.country === 'IN' ? seller.stateCode : null
  return { country, stateCode: gstin?.slice(0, 2) ?? buyer.stateCode ?? home }
}

/** What of a tax a document shows, given who sells and who buys (S1.5). A tax that is not charged is named with 0 %. */
export function applyTax(options: Parties & { tax: Tax }): { treatment: TaxTreatment; rates: TaxRate[] } {
  const { tax } = options
  switch (tax.kind) {
    case 'gst':
      return applyGst(options)
    case 'vat':
      return applyVat(options)
    case 'flat':
      return { treatment: 'taxed', rates: [{ ...named(tax), rateBasisPoints: tax.rateBasisPoints }] }
    default:
      throw tax.kind satisfies never
  }
}

/**
 * The same state: CGST and SGST (or UTGST), half each; another one: IGST; abroad: zero-rated as an export. With the
 * tax's reverse charge, a registered buyer pays it to the state instead.
 */
function applyGst({ tax, seller, buyer }: Parties & { tax: Tax }): {
  treatment: TaxTreatment
  rates: TaxRate[]
} {
  const place = placeOfSupply({ seller, buyer })
  const { rateBasisPoints } = tax
  if (place.country !== 'IN') return { treatment: 'export', rates: [IGST] }
  const sameState = place.stateCode === seller.stateCode
  const territory = UNION_TERRITORIES.includes(place.stateCode ?? '')
  const parts = sameState ? [CGST, territory ? UTGST : SGST] : [IGST]
  if (tax.reverseCharge && buyer.taxId?.kind === 'gstin') return { treatment: 'reverse_charge', rates: parts }
  if (sameState && rateBasisPoints % 2 !== 0) throw new RangeError(`${tax.code} has no half`)
  return {
    treatment: 'taxed',
    rates: parts.map((part) => ({ ...part, rateBasisPoints: rateBasisPoints / parts.length })),
  }
}

const CGST = { code: 'cgst', name: 'CGST', rateBasisPoints: 0 }
const SGST = { code: 'sgst', name: 'SGST', rateBasisPoints: 0 }
const UTGST = { code: 'utgst', name: 'UTGST', rateBasisPoints: 0 }
const IGST = { code: 'igst', name: 'IGST', rateBasisPoints: 0 }

/**
 * At home: the seller's rate. In another member state: a business with a VAT id there accounts for it itself (Article
 * 196), a consumer pays that state's rate (Articles 58 and 59c). Outside the Union: out of scope (Articles 44 and 59).
 */
function applyVat({ tax, seller, buyer }: Parties & { tax: Tax }): {
  treatment: TaxTreatment
  rates: TaxRate[]
} {
  const country = buyer.country ?? seller.country
  const at = (rateBasisPoints: number) => [{ ...named(tax), rateBasisPoints }]
  if (country === seller.country) return { treatment: 'taxed', rates: at(tax.rateBasisPoints) }
  const inUnion = (code: string | null) => code !== null && EU_MEMBERS.includes(code)
  if (!inUnion(country) || !inUnion(seller.country)) return { treatment: 'outside_scope', rates: at(0) }
  if (buyer.taxId?.kind === 'eu_vat') return { treatment: 'reverse_charge', rates: at(0) }
  return { treatment: 'taxed', rates: at(tax.countryRates[country ?? ''] ?? tax.rateBasisPoints) }
}

/** What the law wants a document to say about a tax that is not charged; null where it is. */
export function taxNote(options: { tax: Tax; treatment: TaxTreatment }): string | null {
  const { tax, treatment } = options
  switch (treatment) {
    case 'taxed':
      return null
    case 'export':
      return 'Supply meant for export under letter of undertaking without payment of integrated tax.'
    case 'reverse_charge':
      return tax.kind === 'gst'
        ? `Tax is payable on reverse charge: ${tax.name} ${tax.rateBasisPoints / 100} %, by the recipient.`
        : 'Reverse charge: VAT to be accounted for by the recipient (Article 196, Directive 2006/112/EC).'
    case 'outside_scope':
      return 'Outside the scope of EU VAT (Articles 44 and 59, Directive 2006/112/EC).'
    default:
      throw treatment satisfies never
  }
}

function named(tax: Tax): { code: string; name: string } {
  return { code: tax.code, name: tax.name }
}
