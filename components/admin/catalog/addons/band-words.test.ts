import { expect, test } from 'vitest'
import { bandAt, percent } from './band-words.ts'

test.each([
  [399_99, 'below', '40 %'],
  [400_00, 'within', '40 %'],
  [600_00, 'within', '60 %'],
  [600_01, 'above', '60 %'],
  [179_00, 'below', '17.9 %'],
] as const)('S0.16 %s paise would lie %s, at %s', (priceMinor, verdict, words) => {
  const band = {
    plan: 'Pro',
    nextPlan: 'Advanced',
    feature: 'gb',
    basisPoints: 0,
    verdict: 'within',
  } as const
  const at = bandAt({ ...band, fromMinor: 400_00, toMinor: 600_00 }, priceMinor)
  expect(at.verdict).toBe(verdict)
  expect(percent(at.basisPoints)).toBe(words)
})
