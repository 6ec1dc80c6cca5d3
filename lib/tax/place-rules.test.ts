import { describe, expect, test } from 'vitest'
import { applyTax, EU_MEMBERS, placeOfSupply, taxIdKindOf, taxNote } from './place-rules.ts'
import { chooseTaxes } from './precedence-rules.ts'
import type { Party, Tax, TaxId } from './tax.ts'

const party = (
  country: string | null,
  stateCode: string | null = null,
  taxId: TaxId | null = null,
): Party => ({
  country,
  stateCode,
  taxId,
})
const gstin = (value: string): TaxId => ({ kind: 'gstin', value })
const vatId = (value: string): TaxId => ({ kind: 'eu_vat', value })

const GST: Tax = {
  code: 'gst_18',
  name: 'GST',
  kind: 'gst',
  rateBasisPoints: 1_800,
  reverseCharge: false,
  countryRates: {},
}
const VAT: Tax = {
  ...GST,
  code: 'vat',
  name: 'VAT',
  kind: 'vat',
  rateBasisPoints: 2_300,
  countryRates: { DE: 1_900, FI: 2_550 },
}
const karnataka = party('IN', '29', gstin('29AAKCT4821M1ZR'))
const ireland = party('IE', null, vatId('IE1234567T'))

/** As a document would print it. */
const shown = (options: { tax: Tax; seller: Party; buyer: Party }) => {
  const { treatment, rates } = applyTax(options)
  return [treatment, ...rates.map((rate) => `${rate.name} ${rate.rateBasisPoints}`)]
}

describe('S1.5 GST by place of supply', () => {
  const CENTRAL_AND_STATE = ['taxed', 'CGST 900', 'SGST 900']
  const INTEGRATED = ['taxed', 'IGST 1800']
  test.each([
    ['the same state, by address', party('IN', '29'), CENTRAL_AND_STATE],
    ['the same state, by GSTIN', party('IN', null, gstin('29AAGCB7383J1Z4')), CENTRAL_AND_STATE],
    ['another state, by address', party('IN', '27'), INTEGRATED],
    ['another state, by GSTIN', party('IN', null, gstin('27AAPFU0939F1ZV')), INTEGRATED],
    [
      'a registration in another state than the address',
      party('IN', '29', gstin('27AAPFU0939F1ZV')),
      INTEGRATED,
    ],
    ['a GSTIN, and no country known', party(null, null, gstin('27AAPFU0939F1ZV')), INTEGRATED],
    ['nothing known', party(null), CENTRAL_AND_STATE],
    ['India, and no state known', party('IN'), CENTRAL_AND_STATE],
    ['abroad', party('DE'), ['export', 'IGST 0']],
    ['abroad, with a VAT id', party('DE', null, vatId('DE136695976')), ['export', 'IGST 0']],
  ])('%s', (_, buyer, expected) => {
    expect(shown({ tax: GST, seller: karnataka, buyer })).toEqual(expected)
  })

  test('in a union territory the state’s half has another name', () => {
    const chandigarh = party('IN', '04')
    const expected = ['taxed', 'CGST 900', 'UTGST 900']
    expect(shown({ tax: GST, seller: chandigarh, buyer: chandigarh })).toEqual(expected)
  })

  test('reverse charge: a registered buyer pays it to the state, everybody else to the seller', () => {
    const tax = { ...GST, reverseCharge: true }
    const [here, there] = [gstin('29AAGCB7383J1Z4'), gstin('27AAPFU0939F1ZV')]
    expect(shown({ tax, seller: karnataka, buyer: party('IN', '29', here) })).toEqual([
      'reverse_charge',
      'CGST 0',
      'SGST 0',
    ])
    expect(shown({ tax, seller: karnataka, buyer: party('IN', '27', there) })).toEqual([
      'reverse_charge',
      'IGST 0',
    ])
    expect(shown({ tax, seller: karnataka, buyer: party('IN', '29') })).toEqual(CENTRAL_AND_STATE)
    expect(taxNote({ tax, treatment: 'reverse_charge' })).toBe(
      'Tax is payable on reverse charge: GST 18 %, by the recipient.',
    )
  })

  test('a rate that has no half is a mistake in the catalog, not a rounding', () => {
    const tax = { ...GST, rateBasisPoints: 25 }
    expect(() => applyTax({ tax, seller: karnataka, buyer: party('IN', '29') })).toThrow(RangeError)
    expect(shown({ tax, seller: karnataka, buyer: party('IN', '27') })).toEqual(['taxed', 'IGST 25'])
  })

  test('the place of supply, as Rule 46 wants it named', () => {
    const place = (buyer: Party, seller = karnataka) => placeOfSupply({ seller, buyer })
    expect(place(party('IN', '27'))).toEqual({ country: 'IN', stateCode: '27' })
    expect(place(party(null))).toEqual({ country: 'IN', stateCode: '29' })
    expect(place(party('US'))).toEqual({ country: 'US', stateCode: '96' })
    expect(place(party('DE'), ireland)).toEqual({ country: 'DE', stateCode: null })
    expect(place(party('IN'), ireland)).toEqual({ country: 'IN', stateCode: null })
    expect(place(party(null), ireland)).toEqual({ country: 'IE', stateCode: null })
  })
})

describe('S1.5 EU VAT', () => {
  test.each([
    ['at home, a consumer', party('IE'), ['taxed', 'VAT 2300']],
    ['at home, a business', party('IE', null, vatId('IE6388047V')), ['taxed', 'VAT 2300']],
    ['nothing known', party(null), ['taxed', 'VAT 2300']],
    ['a consumer in Germany pays Germany’s rate', party('DE'), ['taxed', 'VAT 1900']],
    ['a consumer in Finland, with half a percent', party('FI'), ['taxed', 'VAT 2550']],
    ['a consumer where the issuer has no rate of', party('FR'), ['taxed', 'VAT 2300']],
    ['a business in Germany', party('DE', null, vatId('DE136695976')), ['reverse_charge', 'VAT 0']],
    ['a number that is no VAT id', party('DE', null, { kind: 'other', value: '1' }), ['taxed', 'VAT 1900']],
    ['outside the Union', party('US'), ['outside_scope', 'VAT 0']],
  ])('%s', (_, buyer, expected) => {
    expect(shown({ tax: VAT, seller: ireland, buyer })).toEqual(expected)
  })

  test('a seller outside the Union charges its own at home only', () => {
    expect(shown({ tax: VAT, seller: party('GB'), buyer: party('GB') })).toEqual(['taxed', 'VAT 2300'])
    expect(shown({ tax: VAT, seller: party('GB'), buyer: party('DE') })).toEqual(['outside_scope', 'VAT 0'])
    expect(shown({ tax: VAT, seller: party(null), buyer: party('DE') })).toEqual(['outside_scope', 'VAT 0'])
  })

  test('what is not charged says why', () => {
    const note = (treatment: Parameters<typeof taxNote>[0]['treatment']) => taxNote({ tax: VAT, treatment })
    expect(note('taxed')).toBeNull()
    expect(note('export')).toMatch(/without payment of integrated tax/)
    expect(note('reverse_charge')).toMatch(/Article 196/)
    expect(note('outside_scope')).toMatch(/Outside the scope/)
  })
})

test('a flat tax is charged wherever the buyer is', () => {
  const tax: Tax = { ...GST, name: 'Sales tax', kind: 'flat', rateBasisPoints: 825 }
  for (const buyer of [party('US'), party('DE'), party(null)]) {
    expect(shown({ tax, seller: party('US'), buyer })).toEqual(['taxed', 'Sales tax 825'])
  }
})

test('which kind of number somebody has', () => {
  expect(EU_MEMBERS).toHaveLength(27)
  expect(['IN', 'GR', 'GB', 'US'].map(taxIdKindOf)).toEqual(['gstin', 'eu_vat', 'other', 'other'])
})

describe('S1.5 line > add-on > customer > family', () => {
  const levels = { line: ['line'], addon: ['addon'], customer: ['customer'], family: ['family'] }
  test.each([
    ['the line’s own', levels, ['line']],
    ['a line that names none has none', { ...levels, line: [] }, []],
    ['the add-on’s', { ...levels, line: null }, ['addon']],
    ['the customer’s', { ...levels, line: null, addon: [] }, ['customer']],
    ['the family’s', { ...levels, line: null, addon: [], customer: [] }, ['family']],
    ['nobody’s', { line: null, addon: [], customer: [], family: [] }, []],
  ])('%s', (_, at, expected) => {
    expect(chooseTaxes(at)).toEqual(expected)
  })
})
