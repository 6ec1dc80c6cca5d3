import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { newSecret } from '#lib/keys/secret.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { type Decision, decide } from './decide.ts'
import { giveBackRequest } from './give-back-request.ts'
import { buildKey, setClock } from './testing/build-key.ts'
import { play, scenario } from './testing/play.ts'

const NOON = '2026-12-01T12:00:00Z'

beforeAll(async () => {
  await seedCatalog({ seed: forwardApi, now: await now() })
  await setClock(NOON)
})
afterAll(() => closeDirectPool())

/** Asks as often as told, all at once. */
const ask = (secret: string, times: number) =>
  Promise.all(Array.from({ length: times }, () => decide(secret)))
const admitted = (decisions: Decision[]) => decisions.filter(({ outcome }) => outcome === 'admitted').length

async function one(secret: string): Promise<Exclude<Decision, { outcome: 'unknown' }>> {
  const decision = await decide(secret)
  if (decision.outcome === 'unknown') throw new Error('the key is not known')
  return decision
}

describe('S2.3 the decision', () => {
  test('the tier’s part first, then packs, soonest-expiring first; then nothing, and nothing is written', async () => {
    const key = await buildKey()
    await key.hold('ADDON_MEDIUM')
    await key.hold('ADDON_SMALL', { until: (await now()).add({ hours: 24 * 20 }) })
    const first = await one(key.secret)
    expect(first).toMatchObject({ outcome: 'admitted', unit: { source: { kind: 'base' } } })
    expect(first.quota.left).toEqual({ base: 99, packs: 600, total: 699 })

    expect(admitted(await ask(key.secret, 99))).toBe(99)
    const small = await one(key.secret)
    expect(small).toMatchObject({ outcome: 'admitted', unit: { source: { kind: 'pack' } } })
    expect(small.quota.left).toEqual({ base: 0, packs: 599, total: 599 })
    expect(admitted(await ask(key.secret, 99))).toBe(99)
    const [counted] = await key.counted()
    expect(counted).toMatchObject({ used: 200, packUsed: 100 })
    const [soonest, later] = small.quota.allowance.packs
    expect(counted?.packs).toEqual({ [soonest?.id ?? '']: 100 })

    expect(admitted(await ask(key.secret, 600))).toBe(500)
    const before = await database().usageCounter.findFirst({ where: { subscriptionId: key.subscriptionId } })
    expect(await one(key.secret)).toMatchObject({
      outcome: 'denied',
      reason: 'limit',
      used: 700,
      quota: { left: { total: 0 } },
    })
    expect(
      await database().usageCounter.findFirst({ where: { subscriptionId: key.subscriptionId } }),
    ).toEqual(before)
    expect((await key.counted())[0]?.packs).toEqual({ [soonest?.id ?? '']: 100, [later?.id ?? '']: 500 })
  })

  test('callers of one batch are told what each would have been told alone', async () => {
    const key = await buildKey()
    await key.hold('ADDON_SMALL')
    const decisions = await ask(key.secret, 205)
    const told = decisions.map((decision) =>
      decision.outcome === 'admitted' ? decision.quota.left : decision.outcome,
    )
    expect(told.slice(0, 100)).toEqual(
      Array.from({ length: 100 }, (_, index) => ({ base: 99 - index, packs: 100, total: 199 - index })),
    )
    expect(told.slice(100, 200)).toEqual(
      Array.from({ length: 100 }, (_, index) => ({ base: 0, packs: 99 - index, total: 99 - index })),
    )
    expect(told.slice(200)).toEqual(Array.from({ length: 5 }, () => 'denied'))
  })

  test('UNLIMITED has no limit, and is counted', async () => {
    const key = await buildKey({ tier: 'UNLIMITED' })
    expect(admitted(await ask(key.secret, 1_234))).toBe(1_234)
    expect((await one(key.secret)).quota.left).toEqual({ base: null, packs: 0, total: null })
    expect(await key.counted()).toMatchObject([{ used: 1_235, packUsed: 0 }])
  })

  test('a pack just bought and a tier just changed count with the next call', async () => {
    const key = await buildKey()
    expect(admitted(await ask(key.secret, 101))).toBe(100)
    await key.hold('ADDON_SMALL')
    expect(await one(key.secret)).toMatchObject({ outcome: 'admitted', quota: { left: { total: 99 } } })
    await key.hold('STANDARD')
    expect(await one(key.secret)).toMatchObject({
      outcome: 'admitted',
      quota: { left: { base: 399, packs: 99 } },
    })
  })

  test('a grant changed in the catalog counts with the next call', async () => {
    const key = await buildKey()
    expect((await one(key.secret)).quota.left.base).toBe(99)
    const grants = { plan: { code: 'BASIC' } }
    await database().grant.updateMany({ where: grants, data: { value: 50n } })
    expect((await one(key.secret)).quota.left.base).toBe(48)
    await database().grant.updateMany({ where: grants, data: { value: 100n } })
    expect((await one(key.secret)).quota.left.base).toBe(97)
  })

  test('a pack that ends while the day goes on takes nothing with it, and nothing is oversold', async () => {
    const key = await buildKey()
    await setClock('2026-12-01T12:00:00Z')
    await key.hold('ADDON_SMALL', { until: Temporal.Instant.from('2026-12-01T13:00:00Z') })
    expect(admitted(await ask(key.secret, 150))).toBe(150)
    await setClock('2026-12-01T13:00:00Z')
    expect(await one(key.secret)).toMatchObject({ outcome: 'denied', used: 150 })
    await key.hold('ADDON_SMALL')
    expect(admitted(await ask(key.secret, 150))).toBe(100)
    await setClock(NOON)
  })

  test('a renewal at noon goes on with the day’s count of what it renews', async () => {
    const key = await buildKey()
    const end = Temporal.Instant.from('2026-12-01T13:00:00Z')
    await key.hold('ADDON_SMALL', { until: end })
    await key.hold('ADDON_SMALL', { from: end })
    expect(admitted(await ask(key.secret, 160))).toBe(160)
    await setClock('2026-12-01T13:00:01Z')
    expect(admitted(await ask(key.secret, 160))).toBe(40)
    await setClock('2026-12-02T00:00:00Z')
    expect(admitted(await ask(key.secret, 210))).toBe(200)
    await setClock(NOON)
  })
})

describe('S2.3 the statement and the rules', () => {
  test('split any number of calls alike', async () => {
    for (const options of fc.sample(scenario, 300)) {
      const { limits, batch } = play({ ...options, ceilingLeft: null })
      const packs = JSON.stringify(limits.packs.map(({ id, perDay }) => [id, perDay]))
      const used = JSON.stringify(
        Object.fromEntries(limits.packs.map(({ id }, index) => [id, options.usedPacks[index] ?? 0])),
      )
      const [row] = await database().$queryRaw<{ base_taken: bigint; packs_taken: Record<string, number> }[]>`
        SELECT base_taken, packs_taken FROM split_requests(${options.callers}::bigint, ${limits.base}::bigint,
          ${packs}::jsonb, ${options.usedBase}::bigint, ${used}::jsonb)`
      expect({ base: Number(row?.base_taken), packs: row?.packs_taken }).toEqual({
        base: batch.baseTaken,
        packs: batch.packsTaken,
      })
    }
  })
})

describe('S2.6 windows', () => {
  test('base and packs start over at midnight', async () => {
    const key = await buildKey()
    await key.hold('ADDON_SMALL')
    await setClock('2026-12-03T23:59:59Z')
    expect(admitted(await ask(key.secret, 201))).toBe(200)
    await setClock('2026-12-04T00:00:00Z')
    expect(admitted(await ask(key.secret, 201))).toBe(200)
    expect((await key.counted()).map(({ window, used }) => [window, used])).toEqual([
      ['2026-12-03T00:00:00.000Z', 200],
      ['2026-12-04T00:00:00.000Z', 200],
    ])
    await setClock(NOON)
  })

  test('at midnight of the key’s own zone', async () => {
    const key = await buildKey({ timeZone: 'Asia/Kolkata' })
    await setClock('2026-12-03T18:29:59Z')
    expect(admitted(await ask(key.secret, 101))).toBe(100)
    await setClock('2026-12-03T18:30:00Z')
    expect(admitted(await ask(key.secret, 101))).toBe(100)
    await setClock(NOON)
  })
})

describe('S2.2 keys', () => {
  test('what is no secret, and a secret nobody has, are unknown', async () => {
    expect(await decide('sk-typo')).toEqual({ outcome: 'unknown' })
    expect(await decide(newSecret())).toEqual({ outcome: 'unknown' })
  })

  test('a revoked key is refused at once, and an expired secret in real time', async () => {
    const [revoked, rotated] = [await buildKey(), await buildKey()]
    await ask(revoked.secret, 2)
    await ask(rotated.secret, 2)
    await database().apiKey.update({ where: { id: revoked.apiKeyId }, data: { revokedAt: new Date() } })
    await database().apiKeySecret.updateMany({
      where: { apiKeyId: rotated.apiKeyId },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect(await decide(revoked.secret)).toEqual({ outcome: 'unknown' })
    expect(await decide(rotated.secret)).toEqual({ outcome: 'unknown' })
    expect(await revoked.counted()).toMatchObject([{ used: 2 }])
  })

  test('a secret whose end is known ends by itself', async () => {
    const key = await buildKey()
    await database().apiKeySecret.updateMany({
      where: { apiKeyId: key.apiKeyId },
      data: { expiresAt: new Date(Date.now() + 1_500) },
    })
    expect(await decide(key.secret)).toMatchObject({ outcome: 'admitted' })
    await expect.poll(async () => (await decide(key.secret)).outcome, { timeout: 10_000 }).toBe('unknown')
  })

  test('whatever changes what its calls may do raises the version of a key, and nothing else', async () => {
    const key = await buildKey()
    const other = await buildKey({ customerId: key.customerId })
    const where = { apiKeyId: key.apiKeyId }
    const versionOf = async ({ apiKeyId }: { apiKeyId: string }) =>
      (await database().apiKey.findUniqueOrThrow({ where: { id: apiKeyId } })).version
    const raises = async (change: () => Promise<unknown>) => {
      const before = await versionOf(key)
      await change()
      return (await versionOf(key)) - before
    }
    const { apiKey, apiKeySecret, customer } = database()
    const change = (data: { name?: string; timeZone?: string; revokedAt?: Date }) =>
      raises(() => apiKey.update({ where: { id: key.apiKeyId }, data }))
    const { id } = await apiKeySecret.findFirstOrThrow({ where })
    expect(await change({ name: 'another' })).toBe(0)
    expect(await raises(() => apiKeySecret.update({ where: { id }, data: { lastUsedAt: new Date() } }))).toBe(
      0,
    )
    expect(await raises(() => one(other.secret))).toBe(0)
    expect(await raises(() => other.hold('ADDON_SMALL'))).toBe(0)
    expect(await raises(() => key.hold('ADDON_SMALL'))).toBe(1)
    expect(await raises(() => apiKeySecret.update({ where: { id }, data: { expiresAt: new Date() } }))).toBe(
      1,
    )
    const ceiling = { where: { id: key.customerId }, data: { requestCeiling: 7 } }
    const untouched = await versionOf(other)
    expect(await raises(() => customer.update(ceiling))).toBe(1)
    expect(await versionOf(other)).toBe(untouched + 1)
    expect(await raises(() => customer.update(ceiling))).toBe(0)
    expect(await change({ timeZone: 'Asia/Kolkata' })).toBe(1)
    expect(await raises(() => apiKeySecret.delete({ where: { id } }))).toBe(1)
    expect(await change({ revokedAt: new Date() })).toBe(1)
  })

  test('its use is noted', async () => {
    const key = await buildKey()
    await one(key.secret)
    const noted = () => database().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.apiKeyId } })
    await expect.poll(async () => (await noted()).lastUsedAt).not.toBeNull()
  })

  test('a customer’s ceiling lies over all its keys', async () => {
    const key = await buildKey({ ceiling: 120 })
    const other = await buildKey({ customerId: key.customerId })
    expect((await one(key.secret)).quota.left).toEqual({ base: 99, packs: 0, total: 99 })
    const both = await Promise.all([ask(key.secret, 70), ask(other.secret, 70)])
    expect(admitted(both.flat())).toBe(119)
    expect(await one(key.secret)).toMatchObject({
      outcome: 'denied',
      reason: 'ceiling',
      quota: { resetsAt: Date.parse('2026-12-02T00:00:00Z') },
    })
    const rows = await database().ceilingCounter.findMany({ where: { customerId: key.customerId } })
    expect(rows.map(({ used }) => used)).toEqual([120n])
    await database().customer.update({ where: { id: key.customerId }, data: { requestCeiling: 121 } })
    expect((await one(key.secret)).quota.left.total).toBe(0)
    expect(await one(key.secret)).toMatchObject({ outcome: 'denied', reason: 'ceiling' })
  })
})

describe('S2.3 giving back', () => {
  test('a unit goes back to what it was taken from, also after midnight', async () => {
    const key = await buildKey({ ceiling: 1_000 })
    await key.hold('ADDON_SMALL')
    const decisions = await ask(key.secret, 103)
    const units = decisions.flatMap((decision) => (decision.outcome === 'admitted' ? [decision.unit] : []))
    await setClock('2026-12-02T00:00:00Z')
    await Promise.all(units.slice(98, 102).map(giveBackRequest))
    const [pack] = decisions.flatMap((decision) =>
      decision.outcome === 'admitted' ? decision.quota.allowance.packs : [],
    )
    expect(await key.counted()).toMatchObject([{ used: 99, packUsed: 1, packs: { [pack?.id ?? '']: 1 } }])
    const rows = await database().ceilingCounter.findMany({ where: { customerId: key.customerId } })
    expect(rows.map(({ used }) => used)).toEqual([99n])
    await setClock('2026-12-01T12:10:00Z')
    expect(admitted(await ask(key.secret, 200))).toBe(101)
  })
})
