import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyExponent, toDecimalString, toMajorNumber } from './currency.ts'

const currencies = { JPY: 0, KRW: 0, INR: 2, USD: 2, EUR: 2, KWD: 3, BHD: 3 }
const currency = fc.constantFrom(...Object.keys(currencies))
const amount = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  // Where doubles begin to skip amounts.
  fc.bigInt({ min: 10n ** 15n, max: 10n ** 18n }),
)

test('the exponent is the currency’s own', () => {
  for (const [code, exponent] of Object.entries(currencies)) expect(currencyExponent(code)).toBe(exponent)
  expect(() => currencyExponent('rupee')).toThrow(RangeError)
})

test.each([
  [17950n, 'INR', '179.50'],
  [5n, 'INR', '0.05'],
  [-5n, 'INR', '-0.05'],
  [0n, 'INR', '0.00'],
  [295n, 'JPY', '295'],
  [295990n, 'KWD', '295.990'],
  [-1n, 'KWD', '-0.001'],
  [10n ** 30n + 1n, 'USD', '10000000000000000000000000000.01'],
])('%s minor units of %s are %s', (amountMinor, code, text) => {
  expect(toDecimalString(amountMinor, code)).toBe(text)
})

test('property: the decimals read back are the amount', () => {
  fc.assert(
    fc.property(amount, currency, (amountMinor, code) => {
      const text = toDecimalString(amountMinor, code)
      const [, decimals = ''] = text.split('.')
      expect(decimals).toHaveLength(currencyExponent(code))
      expect(BigInt(text.replace('.', ''))).toBe(amountMinor)
    }),
  )
})

test('D2 S0.6 two at ₹179 are the number 358', () => {
  expect(toMajorNumber(358_00n, 'INR')).toBe(358)
  expect(toMajorNumber(179_50n, 'INR')).toBe(179.5)
  expect(toMajorNumber(295n, 'JPY')).toBe(295)
  expect(toMajorNumber(295_990n, 'KWD')).toBe(295.99)
})

test('property: every amount below ten trillion has its exact number', () => {
  const usual = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
  fc.assert(
    fc.property(usual, currency, (amountMinor, code) => {
      expect(minorOf(toMajorNumber(amountMinor, code), code)).toBe(amountMinor)
    }),
  )
})

test('property: what JSON would print otherwise is refused, never rounded', () => {
  fc.assert(
    fc.property(amount, currency, (amountMinor, code) => {
      let printed: number
      try {
        printed = toMajorNumber(amountMinor, code)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        return
      }
      expect(minorOf(printed, code)).toBe(amountMinor)
    }),
    { numRuns: 3000 },
  )
})

/** The minor units of a number as JSON prints it, digit by digit. */
function minorOf(number: number, code: string): bigint | string {
  const printed = JSON.stringify(number)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(printed)
  if (!match) return printed
  const [, sign = '', whole = '', decimals = ''] = match
  return BigInt(`${sign}${whole}${decimals.padEnd(currencyExponent(code), '0')}`)
}
