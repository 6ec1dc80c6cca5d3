import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import type { FamilySeed } from './catalog-seed.ts'
import { findAddon } from './find-addon.ts'
import { listAddons } from './list-addons.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'
import { seedCatalog } from './seed-catalog.ts'

const first = Temporal.Instant.from('2026-11-01T00:00:00Z')
const later = Temporal.Instant.from('2026-12-01T00:00:00Z')
const where = { familyCode: 'smart-ml', code: 'extra_storage_10gb' }

beforeEach(async () => {
  await database()
    .$executeRaw`TRUNCATE product_families, plans, features, grants, addons, addon_plans, prices CASCADE`
})

const outcomes = (report: Awaited<ReturnType<typeof seedCatalog>>) => {
  const counts: Record<string, number> = {}
  for (const { outcome } of report) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

const stamps = async () => {
  const addon = await findAddon(database(), where)
  return [addon?.createdAt, addon?.updatedAt]
}

const withAddon = (code: string, change: Partial<FamilySeed['addons'][number]>): FamilySeed => ({
  ...smartMl,
  addons: smartMl.addons.map((addon) => (addon.code === code ? { ...addon, ...change } : addon)),
})

describe('S0.1 the catalog is seeded', () => {
  test('S0.1 with the products of the script at its prices, and the larger sizes', async () => {
    const report = await seedCatalog({ seed: smartMl, now: first })
    expect(outcomes(report)).toEqual({ created: 24 })
    const addons = await listAddons(database(), { familyCode: 'smart-ml' })
    expect(
      addons.map((addon) => [addon.code, addon.price?.amountMinor, addon.maxQuantity, addon.badge]),
    ).toEqual([
      ['extra_storage_5gb', 9_900n, 10, null],
      ['extra_storage_10gb', 17_900n, 10, 'POPULAR'],
      ['api_boost_5000', 14_900n, 10, null],
      ['api_boost_10000', 27_900n, 10, 'BEST VALUE'],
      ['model_boost_10', 19_900n, 5, null],
      ['model_boost_20', 37_900n, 5, null],
      ['priority_queue', 49_900n, 1, 'PREMIUM'],
      ['custom_domain', 59_900n, 1, null],
      ['white_label', 99_900n, 1, 'ENTERPRISE'],
      ['extra_storage_50gb', 84_900n, 10, null],
      ['api_boost_50000', 129_900n, 10, null],
      ['model_boost_50', 89_900n, 5, null],
    ])
    expect(await findAddon(database(), where)).toMatchObject({
      name: 'Extra Storage (+10 GB)',
      type: 'storage',
      category: 'capacity',
      icon: 'hard-drive',
      sortOrder: 2,
      isStackable: true,
      grants: [{ feature: 'azure_storage_gb', value: 10n }],
      availableForPlans: ['free', 'pro'],
    })
    expect(await stamps()).toEqual([first, first])
  })

  test('S0.2 with six limits on each plan, and the priority queue included in advanced', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const catalog = await loadFamilyCatalog(database(), 'smart-ml')
    const limits = catalog?.plans.map((plan) => [
      plan.code,
      plan.price?.amountMinor,
      ...plan.grants.map((grant) => grant.value),
    ])
    expect(limits).toEqual([
      ['free', 0n, 1_000n, 3n, 50n, 1n, 10n, 1n],
      ['pro', 49_900n, 10_000n, 20n, 500n, 5n, 30n, 2n],
      ['advanced', 199_900n, 50_000n, 100n, 2_000n, 20n, 120n, 5n],
    ])
    expect(catalog?.features.slice(0, 6).map((feature) => feature.code)).toEqual([
      'api_hits_per_month',
      'model_generation_per_day',
      'dataset_size_mb',
      'azure_storage_gb',
      'training_time_minutes_per_model',
      'concurrent_trainings',
    ])
    const queue = catalog?.addons.find((addon) => addon.code === 'priority_queue')
    expect(queue).toMatchObject({ availableForPlans: ['pro'], includedInPlans: ['advanced'] })
  })

  test('S0.1 again: nothing changes', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const before = await loadFamilyCatalog(database(), 'smart-ml')
    expect(outcomes(await seedCatalog({ seed: smartMl, now: later }))).toEqual({ unchanged: 24 })
    expect(await loadFamilyCatalog(database(), 'smart-ml')).toEqual(before)
  })

  test('S0.1 what differs is updated and created_at is kept', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const seed = withAddon('extra_storage_10gb', {
      description: 'Ten more',
      badge: null,
      grants: { azure_storage_gb: 12n, has_custom_domain: true },
      availableForPlans: ['free', 'pro', 'advanced'],
    })
    const report = await seedCatalog({ seed, now: later })
    expect(report.filter((entry) => entry.outcome !== 'unchanged')).toEqual([
      { kind: 'addon', name: 'Extra Storage (+10 GB)', outcome: 'updated' },
    ])
    expect(await findAddon(database(), where)).toMatchObject({
      description: 'Ten more',
      badge: null,
      grants: [
        { feature: 'azure_storage_gb', value: 12n },
        { feature: 'has_custom_domain', value: 1n },
      ],
      availableForPlans: ['free', 'pro', 'advanced'],
    })
    expect(await stamps()).toEqual([first, later])
  })

  test('S0.1 what an admin changed stays, while other fields of the row follow the seed', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const addon = await findAddon(database(), where)
    await database().addon.update({ where: { id: addon?.id }, data: { name: 'Ten gigabytes' } })
    await database().grant.updateMany({ where: { addonId: addon?.id }, data: { value: 11n } })

    const seed = withAddon('extra_storage_10gb', {
      name: 'Storage +10',
      badge: 'NEW',
      grants: { azure_storage_gb: 15n },
    })
    await seedCatalog({ seed, now: later })
    await seedCatalog({ seed: { ...seed }, now: later })
    expect(await findAddon(database(), where)).toMatchObject({
      name: 'Ten gigabytes',
      badge: 'NEW',
      grants: [{ feature: 'azure_storage_gb', value: 11n }],
    })
  })

  test('S0.1 a changed price takes the old one’s place; prices themselves are never edited', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const before = await findAddon(database(), where)
    await seedCatalog({ seed: withAddon('extra_storage_10gb', { priceMonthlyMinor: 189_00n }), now: later })
    const after = await findAddon(database(), where)
    expect(after?.price?.amountMinor).toBe(18_900n)
    expect(after?.price?.id).not.toBe(before?.price?.id)
    const prices = await database().price.findMany({
      where: { addonId: after?.id },
      orderBy: { createdAt: 'asc' },
    })
    expect(prices.map((price) => [price.unitAmountMinor, price.active])).toEqual([
      [17_900n, false],
      [18_900n, true],
    ])
  })

  test('S0.1 a price an admin set stays', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const addon = await findAddon(database(), where)
    const price = { addonId: addon?.id, currency: 'INR', createdAt: new Date() }
    await database().price.updateMany({ where: { addonId: addon?.id }, data: { active: false } })
    await database().price.create({ data: { ...price, unitAmountMinor: 15_000n } })
    await seedCatalog({ seed: withAddon('extra_storage_10gb', { priceMonthlyMinor: 189_00n }), now: later })
    expect((await findAddon(database(), where))?.price?.amountMinor).toBe(15_000n)
  })

  test('S0.1 an add-on an admin took off sale stays off sale', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const addon = await findAddon(database(), where)
    await database().addon.update({ where: { id: addon?.id }, data: { status: 'archived' } })
    await seedCatalog({ seed: withAddon('extra_storage_10gb', { badge: 'NEW' }), now: later })
    const codes = (await listAddons(database(), { familyCode: 'smart-ml' })).map((listed) => listed.code)
    expect(codes).not.toContain('extra_storage_10gb')
  })

  test('S1.5 with taxes and codes for invoices, which are the operator’s from then on', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const taxOf = async () => {
      const family = await database().productFamily.findUniqueOrThrow({
        where: { code: 'smart-ml' },
        include: { taxes: { include: { tax: true } } },
      })
      return family.taxes.map(({ tax }) => [tax.code, tax.kind, tax.rateBasisPoints])
    }
    expect(await taxOf()).toEqual([['gst_18', 'gst', 1_800]])
    const codeOf = async () =>
      (await database().addon.findFirstOrThrow({ where: { code: where.code } })).hsnSac
    expect(await codeOf()).toBe('998315')
    await database().tax.updateMany({ data: { rateBasisPoints: 1_200 } })
    await database().addon.updateMany({ where: { code: where.code }, data: { hsnSac: null } })
    await seedCatalog({ seed: smartMl, now: later })
    expect(await taxOf()).toEqual([['gst_18', 'gst', 1_200]])
    expect(await codeOf()).toBeNull()
    await database().taxAssignment.deleteMany()
    await seedCatalog({ seed: smartMl, now: later })
    expect(await taxOf()).toEqual([])
    await database().tax.deleteMany()
  })

  test('S0.1 two seedings at the same time end in one catalog', async () => {
    const reports = await Promise.all(
      Array.from({ length: 4 }, () => seedCatalog({ seed: smartMl, now: first })),
    )
    expect(reports.map(outcomes).filter((counts) => counts.created === 24)).toHaveLength(1)
    expect(reports.map(outcomes).filter((counts) => counts.unchanged === 24)).toHaveLength(3)
    expect(await database().addon.count()).toBe(12)
    expect(await database().price.count({ where: { active: true } })).toBe(15)
  })

  test('S0.3 S0.14 (get_all_addons) only what is for the plan, in order', async () => {
    await seedCatalog({ seed: smartMl, now: first })
    const codes = async (planCode: string) =>
      (await listAddons(database(), { familyCode: 'smart-ml', planCode })).map((addon) => addon.code)
    expect(await codes('advanced')).toEqual(['custom_domain', 'white_label'])
    expect(await codes('free')).not.toContain('priority_queue')
    expect((await codes('pro')).slice(6, 8)).toEqual(['priority_queue', 'custom_domain'])
  })
})
