import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { syncCatalog } from './sync-catalog.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const outcomes = async () => {
  const synced = await syncCatalog({ now: await now() })
  return { synced, kinds: [...new Set(synced.map((price) => price.outcome))] }
}

test('S3.4 products and prices are made at the provider once, and told to be the same from then on', async () => {
  const first = await outcomes()
  expect(first.kinds).toEqual(['created'])
  expect(first.synced.map(({ family, item }) => `${family} ${item}`)).toContain('klarvo provider_track')
  // What is prepaid has no prices at its provider.
  expect(first.synced.filter(({ family }) => family === 'smart-ml')).toEqual([])
  const again = await outcomes()
  expect(again.kinds).toEqual(['unchanged'])
  expect(again.synced).toHaveLength(first.synced.length)
  expect(await database().providerReference.count({ where: { kind: 'price' } })).toBe(first.synced.length)
})

test('S3.4 another name is brought to the provider; what a price cannot become is reported as drift', async () => {
  const addon = await database().addon.findFirstOrThrow({
    where: { code: 'provider_track' },
    include: { prices: true },
  })
  await database().addon.update({ where: { id: addon.id }, data: { name: 'Provider Track EU' } })
  const renamed = await outcomes()
  expect(renamed.synced.filter(({ outcome }) => outcome === 'updated')).toMatchObject([
    { item: 'provider_track', drifted: [] },
  ])
  const [price] = addon.prices
  await database().price.update({ where: { id: price?.id ?? '' }, data: { unitAmountMinor: 600_00n } })
  const { synced } = await outcomes()
  expect(synced.find(({ item }) => item === 'provider_track')?.drifted).toEqual([
    'amount is 49900 at Stripe, 60000 in the catalog',
  ])
})
