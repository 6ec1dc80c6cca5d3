import { expect, test } from 'vitest'
import { nameStatement } from './name-statement.ts'

test('a statement has one name, of its own, and only so many have one', () => {
  const nameOf = (sql: string) => nameStatement({ sql })
  expect(nameOf('SELECT 1')).toBe(nameOf('SELECT 1'))
  expect(nameOf('SELECT 1')).not.toBe(nameOf('SELECT 2'))
  const named = Array.from({ length: 2_000 }, (_, index) => nameOf(`SELECT ${index}`)).filter(Boolean)
  expect(new Set(named).size).toBe(1_000)
  expect(nameOf('SELECT 1')).not.toBe('')
})
