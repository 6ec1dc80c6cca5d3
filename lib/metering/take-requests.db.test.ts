import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { hashOf } from '#lib/keys/secret.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { decide } from './decide.ts'
import { KnownKey } from './known-keys.ts'
import { loadKeys } from './load-keys.ts'
import { groupByKey, statementFor } from './take-requests.ts'
import { buildKey, setClock, type TestKey } from './testing/build-key.ts'

const AT = '2026-12-01T12:00:00Z'
const from = Temporal.Instant.from('2026-12-01T00:00:00Z')
const [first, second] = [connect(), connect()]

beforeAll(async () => {
  await seedCatalog({ seed: forwardApi, now: await now() })
  await setClock(AT)
  await Promise.all([first.connect(), second.connect()])
})
afterAll(async () => {
  await Promise.all([first.end(), second.end()])
  await closeDirectPool()
})

function connect(): pg.Client {
  return new pg.Client({ connectionString: process.env.DATABASE_URL })
}

/** Asks for a key as a process of its own would. Answers how many were admitted. */
async function take(client: pg.Client, key: TestKey, wanted: number): Promise<number> {
  const at = Date.parse(AT)
  const [loaded] = await loadKeys([hashOf(key.secret)], { at, real: Date.now() })
  if (!loaded) throw new Error('the key is not known')
  const known = new KnownKey(loaded)
  const groups = groupByKey(Array<KnownKey>(wanted).fill(known), at)
  const { rows } = await client.query(statementFor(groups, { at, offset: null }))
  const [{ counted, others }] = rows
  if (counted !== null) return wanted
  expect(others).toMatchObject([{ place: 1, state: 'decided' }])
  const packs = Object.values<number>(others[0].packs_taken)
  return packs.reduce((sum, units) => sum + units, others[0].base_taken)
}

/** The second asks while what the first took is not yet certain: it has to wait, and to look again. */
async function takeTogether(keys: readonly [TestKey, TestKey], wanted: readonly [number, number]) {
  await first.query('BEGIN')
  const taken = await take(first, keys[0], wanted[0])
  const waiting = take(second, keys[1], wanted[1])
  await expect
    .poll(async () => {
      const [row] = await database().$queryRaw<
        { count: bigint }[]
      >`SELECT count(*) FROM pg_locks WHERE NOT granted`
      return row?.count
    })
    .toBe(1n)
  await first.query('COMMIT')
  return [taken, await waiting]
}

const use = async (key: TestKey, times: number) => {
  await Promise.all(Array.from({ length: times }, () => decide(key.secret)))
}

describe('invariant 11: two at the same row', () => {
  test('the plan’s part: the second gets what is really left', async () => {
    const key = await buildKey()
    await use(key, 60)
    expect(await takeTogether([key, key], [30, 30])).toEqual([30, 10])
    expect(await key.counted()).toMatchObject([{ used: 100 }])
  })

  test('the first calls of a day', async () => {
    const key = await buildKey()
    expect(await takeTogether([key, key], [70, 70])).toEqual([70, 30])
    expect(await key.counted()).toMatchObject([{ used: 100 }])
  })

  test('from the plan’s part into a pack, and in a pack', async () => {
    const key = await buildKey()
    await key.hold('ADDON_SMALL', { from })
    await use(key, 80)
    expect(await takeTogether([key, key], [10, 30])).toEqual([10, 30])
    expect(await key.counted()).toMatchObject([{ used: 120, packUsed: 20 }])
    expect(await takeTogether([key, key], [50, 50])).toEqual([50, 30])
    expect(await key.counted()).toMatchObject([{ used: 200, packUsed: 100 }])
  })

  test('two keys under one ceiling', async () => {
    const key = await buildKey({ ceiling: 50 })
    const other = await buildKey({ customerId: key.customerId })
    await use(key, 10)
    expect(await takeTogether([key, other], [30, 30])).toEqual([30, 10])
    const { used } = await database().ceilingCounter.findFirstOrThrow({
      where: { customerId: key.customerId },
    })
    expect(used).toBe(50n)
  })

  test('a rollback takes back what it took', async () => {
    const key = await buildKey()
    await first.query('BEGIN')
    expect(await take(first, key, 100)).toBe(100)
    await first.query('ROLLBACK')
    expect(await take(second, key, 100)).toBe(100)
  })
})
