import { expect, test } from 'vitest'
import { readCeiling } from './read-ceiling.ts'

test.each([
  ['0', 0],
  [' 1500 ', 1_500],
  ['1,500', 1_500],
  ['12 000 000', 12_000_000],
  ['2000000000', 2_000_000_000],
])('S2.2 %j is a ceiling', (text, ceiling) => {
  expect(readCeiling(text)).toBe(ceiling)
})

test.each(['', ' ', '-1', '1.5', '1,5', '1,00', '1e3', '2000000001', '9'.repeat(40), 'many'])(
  'S2.2 %j is none',
  (text) => {
    expect(readCeiling(text)).toBeNull()
  },
)
