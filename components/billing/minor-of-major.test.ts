import { describe, expect, it } from 'vitest'
import { minorOfMajor } from './minor-of-major.ts'

describe('D2 major units', () => {
  it.each([
    [358, 'INR', 35800n],
    [1.15, 'INR', 115n],
    [0.29, 'USD', 29n],
    [295, 'JPY', 295n],
    [295.991, 'KWD', 295991n],
  ])('%d %s is exact in minor units', (amount, currency, minor) => {
    expect(minorOfMajor({ amount, currency })).toBe(minor)
  })
})
