import { expect, test, vi } from 'vitest'
import { nameStatement } from './name-statement.ts'

test('a statement has one name, of its own, and only so many have one', () => {
  const nameOf = (sql: string) => nameStatement({ sql })
  expect(nameOf('SELECT 1')).toBe(nameOf('SELECT 1'))
  expect(nameOf('SELECT 1')).not.toBe(nameOf('SELECT 2'))
  const named = Array.from({ length: 2_000 }, (_, index) => nameOf(`SELECT ${index}`)).filter(Boolean)
  expect(new Set(named).size).toBe(1_000)
  expect(nameOf('SELECT 1')).not.toBe('')
})

test('a copy of this module, as bundles have one, names a statement alike', async () => {
  const name = nameStatement({ sql: 'SELECT 1' })
  vi.resetModules()
  const copy = await import('./name-statement.ts')
  expect(copy.nameStatement).not.toBe(nameStatement)
  copy.nameStatement({ sql: 'SELECT 2' })
  expect(copy.nameStatement({ sql: 'SELECT 1' })).toBe(name)
})
