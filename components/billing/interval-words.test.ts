import { describe, expect, it } from 'vitest'
import { everyInterval, perInterval } from './interval-words.ts'

describe('how often a price is charged', () => {
  it.each([
    [1, '/month', 'every month'],
    [12, '/year', 'every year'],
    [3, '/3 months', 'every 3 months'],
  ])('%d months: beside a price, and inside a sentence', (months, beside, inside) => {
    expect(perInterval(months)).toBe(beside)
    expect(everyInterval(months)).toBe(inside)
  })
})
