import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import type { FamilyCatalog } from './catalog.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'
import { seedCatalog } from './seed-catalog.ts'

// S0.2: a catalog is remembered, and never older than the database.

beforeEach(async () => void (await seedCatalog({ seed: smartMl, now: await now() })))

async function load(): Promise<FamilyCatalog> {
  const catalog = await loadFamilyCatalog(database(), 'smart-ml')
  if (!catalog) throw new Error('the catalog is not seeded')
  return catalog
}

test('unchanged, it is the same, and nobody can change it', async () => {
  const catalog = await load()
  expect(await load()).toBe(catalog)
  expect(() => catalog.plans.pop()).toThrow(TypeError)
  expect(() => Object.assign(catalog.addons[0] ?? {}, { name: 'mine' })).toThrow(TypeError)
  expect(await loadFamilyCatalog(database(), 'nothing')).toBeNull()
})

describe('a change of it is seen at once', () => {
  const db = database
  const of = { family: { code: 'smart-ml' } }
  const changes: Record<string, () => Promise<unknown>> = {
    'a plan': () => db().plan.updateMany({ where: { code: 'pro', ...of }, data: { name: 'Professional' } }),
    'an add-on': () => db().addon.updateMany({ where: of, data: { badge: 'New' } }),
    'a price': () => db().price.updateMany({ where: { plan: of }, data: { active: false } }),
    'a grant': () => db().grant.deleteMany({ where: { addon: of } }),
    'a feature': () => db().feature.updateMany({ where: of, data: { unit: 'pieces' } }),
    'what is for which plan': () => db().addonPlan.deleteMany({ where: { addon: of } }),
    'the family': () =>
      db().productFamily.updateMany({ where: { code: 'smart-ml' }, data: { graceDays: 9 } }),
    'its issuer': () => db().issuer.updateMany({ data: { timeZone: 'Pacific/Auckland' } }),
    'a new plan': async () => {
      const { id: familyId } = await db().productFamily.findUniqueOrThrow({ where: { code: 'smart-ml' } })
      const createdAt = new Date()
      const data = { familyId, code: 'ultra', name: 'Ultra', description: '', rank: 99, createdAt }
      return db().plan.create({ data: { ...data, updatedAt: createdAt } })
    },
  }
  test.each(Object.entries(changes))('%s', async (_, change) => {
    const before = await load()
    await change()
    expect(await load()).not.toEqual(before)
  })
})

test('what a transaction changed is for it alone, until it is committed', async () => {
  const before = await load()
  const seen = await database()
    .$transaction(async (tx) => {
      expect(await loadFamilyCatalog(tx, 'smart-ml')).toBe(before)
      await tx.addon.updateMany({ where: { family: { code: 'smart-ml' } }, data: { name: 'Not for long' } })
      const within = await loadFamilyCatalog(tx, 'smart-ml')
      expect(within?.addons[0]?.name).toBe('Not for long')
      expect(await load()).toBe(before)
      throw new Error('rolled back')
    })
    .catch((error: unknown) => String(error))
  expect(seen).toBe('Error: rolled back')
  expect(await load()).toBe(before)
})
