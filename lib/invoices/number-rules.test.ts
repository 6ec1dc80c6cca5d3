import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentNumber } from './number-rules.ts'

const prefix = fc.constantFrom('INV', 'CN', 'A')
const year = fc.integer({ min: 2000, max: 2999 })
const sequence = fc.integer({ min: 1, max: 99_999 })

test('S0.9 the first invoice of a year is INV-2026-001', () => {
  expect(documentNumber({ prefix: 'INV', financialYear: 2026, sequence: 1 })).toBe('INV-2026-001')
  expect(documentNumber({ prefix: 'CN', financialYear: 2026, sequence: 1234 })).toBe('CN-2026-1234')
})

test('S1.5 Rule 46: sixteen characters are the most', () => {
  expect(documentNumber({ prefix: 'INV', financialYear: 2026, sequence: 9_999_999 })).toHaveLength(16)
  expect(() => documentNumber({ prefix: 'INV', financialYear: 2026, sequence: 10_000_000 })).toThrow(
    RangeError,
  )
})

test('property: two documents of a series never share a number', () => {
  fc.assert(
    fc.property(prefix, year, sequence, year, sequence, (series, yearA, a, yearB, b) => {
      const [first, second] = [
        documentNumber({ prefix: series, financialYear: yearA, sequence: a }),
        documentNumber({ prefix: series, financialYear: yearB, sequence: b }),
      ]
      expect(first === second).toBe(yearA === yearB && a === b)
      expect(first).toMatch(/^[A-Z]+-\d{4}-\d{3,}$/)
    }),
  )
})
