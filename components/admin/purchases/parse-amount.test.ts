import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['358', 'INR', 358_00],
  ['12.5', 'EUR', 12_50],
  [' 0.01 ', 'USD', 1],
  ['500', 'JPY', 500],
  ['1.234', 'KWD', 1_234],
  ['', 'USD', null],
  ['1.234', 'USD', null],
  ['1.5', 'JPY', null],
  ['-1', 'USD', null],
  ['1,000', 'USD', null],
  ['1e3', 'USD', null],
  ['0x10', 'USD', null],
])('E.2 "%s" of %s is %s minor units', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor)
})
