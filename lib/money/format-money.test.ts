import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyExponent } from './currency.ts'
import { formatMoney } from './format-money.ts'

test.each([
  [358_00n, 'INR', '₹358'],
  [179_50n, 'INR', '₹179.50'],
  [12_345_678_00n, 'INR', '₹1,23,45,678'],
  [2_50n, 'USD', '$2.50'],
  [-2_50n, 'USD', '-$2.50'],
  [0n, 'USD', '$0'],
  [499_00n, 'EUR', '€499'],
  [295n, 'JPY', '¥295'],
  [295_990n, 'KWD', 'KWD 295.990'],
  [295_000n, 'KWD', 'KWD 295'],
  [10n ** 23n + 1n, 'USD', '$1,000,000,000,000,000,000,000.01'],
])('%s of %s reads %s', (amountMinor, currency, text) => {
  expect(formatMoney({ amountMinor, currency }).replaceAll('\u00a0', ' ')).toBe(text)
})

test('decimals can be asked for, and the locale', () => {
  expect(formatMoney({ amountMinor: 358_00n, currency: 'INR', decimals: 'always' })).toBe('₹358.00')
  expect(formatMoney({ amountMinor: 295n, currency: 'JPY', decimals: 'always' })).toBe('¥295')
  const german = formatMoney({ amountMinor: 1234_50n, currency: 'EUR', locale: 'de-DE' })
  expect(german.replaceAll('\u00a0', ' ')).toBe('1.234,50 €')
})

test('property: the digits shown are the amount, however large', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 30n })
  fc.assert(
    fc.property(amount, fc.constantFrom('JPY', 'INR', 'USD', 'KWD'), (amountMinor, currency) => {
      const shown = formatMoney({ amountMinor, currency, decimals: 'always' }).replaceAll(/\D/g, '')
      expect(BigInt(shown)).toBe(amountMinor)
    }),
  )
})

test('property: what is whole shows no decimals', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.constantFrom('INR', 'KWD'), (major, currency) => {
      const amountMinor = major * 10n ** BigInt(currencyExponent(currency))
      expect(formatMoney({ amountMinor, currency })).not.toContain('.')
    }),
  )
})
