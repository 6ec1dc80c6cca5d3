import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTaxId } from './check-tax-id.ts'
import { EU_MEMBERS } from './place-rules.ts'

const check = (country: string, value: string) => {
  const found = checkTaxId({ country, value })
  return 'taxId' in found ? found.taxId.value : found.reason
}

describe('S1.5 GSTIN', () => {
  // Published ones, and the demo's.
  test.each(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '29AAKCT4821M1ZR'])('%s is one', (value) => {
    expect(check('IN', value)).toBe(value)
  })

  test.each([
    ['27aapfu0939f1zv', '27AAPFU0939F1ZV'],
    [' 27 AAPFU0939F 1ZV ', '27AAPFU0939F1ZV'],
    ['27AAPFU0939F1ZX', 'This is not a GSTIN: its check digit is wrong.'],
    ['27AAPFU0939F1Z', 'This is not a GSTIN: it has the wrong length.'],
    ['27AAPFU09391FZV', 'This is not a GSTIN: it does not have the form of one.'],
    ['ZZAAPFU0939F1ZV', 'This is not a GSTIN: it does not have the form of one.'],
    ['', 'This is not a GSTIN: it has the wrong length.'],
  ])('%s: %s', (value, expected) => {
    expect(check('IN', value)).toBe(expected)
  })

  test('property: whichever one character is another, it is not the same company’s', () => {
    const real = '27AAPFU0939F1ZV'
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    fc.assert(
      fc.property(fc.nat({ max: real.length - 1 }), character, (at, other) => {
        fc.pre(real[at] !== other)
        expect(check('IN', real.slice(0, at) + other + real.slice(at + 1))).toMatch(/^This is not a GSTIN/)
      }),
    )
  })
})

describe('S1.5 EU VAT ids', () => {
  const IDS = `ATU13585627 BE0428759497 BG175074752 CY10259033P CZ25123891 DE136695976 DK13585628 EE100931558
    EL094259216 ESB58378431 FI20774740 FR40303265045 HR33392005961 HU12892312 IE6388047V IT00743110157 LT119511515
    LU15027442 LV40003521600 MT11679112 NL004495445B01 PL8567346215 PT501964843 RO18547290 SE556188840401 SI50223054
    SK2022749619`.split(/\s+/)
  const countryOf = (value: string) => value.slice(0, 2).replace('EL', 'GR')

  test('every member state has one', () => {
    expect(IDS.map(countryOf).sort()).toEqual([...EU_MEMBERS].sort())
  })

  test.each(IDS)('%s, with and without its letters', (value) => {
    expect(check(countryOf(value), value)).toBe(value)
    expect(check(countryOf(value), value.slice(2))).toBe(value)
  })

  test.each([
    ['DE', 'DE 136-695-976', 'DE136695976'],
    ['DE', 'DE136695977', 'This is not a VAT ID of Germany: its check digit is wrong.'],
    ['DE', 'DE13669597', 'This is not a VAT ID of Germany: it has the wrong length.'],
    ['FR', 'DE136695976', 'This is a VAT ID of Germany, and the address is in France.'],
    ['DE', 'XX136695976', 'This is not a VAT ID of Germany: it has the wrong length.'],
  ])('%s %s: %s', (country, value, expected) => {
    expect(check(country, value)).toBe(expected)
  })
})

test.each([
  ['US', '84-1234567', '841234567'],
  ['GB', 'GB 123 4567 89', 'GB123456789'],
  ['US', '*', 'A tax number has letters and digits, two to thirty of them.'],
  ['US', 'x'.repeat(31), 'A tax number has letters and digits, two to thirty of them.'],
])('elsewhere: %s %s', (country, value, expected) => {
  expect(check(country, value)).toBe(expected)
})

test('property: whatever is typed, it is a number or there is a reason', () => {
  const country = fc.constantFrom('IN', 'US', ...EU_MEMBERS)
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'0123456789ABDEILRSTUZ.- ') }),
  )
  fc.assert(
    fc.property(country, typed, (code, value) => {
      const found = checkTaxId({ country: code, value })
      if ('reason' in found) expect(found.reason).toMatch(/\.$/)
      else expect(checkTaxId({ country: code, value: found.taxId.value })).toEqual(found)
    }),
    { numRuns: 2_000 },
  )
})
