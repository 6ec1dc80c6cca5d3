import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buildKey, setClock, type TestKey } from '#lib/metering/testing/build-key.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { call } from './testing/call.ts'
import { hammer } from './testing/hammer.ts'
import { startGateway } from './testing/start-gateway.ts'

// Invariant 11: a daily quota is never oversold or undersold by even one request.

let upstream: Server
let address = ''
beforeAll(async () => {
  await seedCatalog({ seed: forwardApi, now: await now() })
  upstream = createServer((_message, response) => response.end('ok'))
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
})
afterAll(() => {
  upstream.closeAllConnections()
  upstream.close()
})

const DAYS = ['2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z', '2026-12-03T00:00:00.000Z'] as const
const patient = { timeout: 60_000, interval: 50 }

/** What a key used on a day: of the tier's part, and of each pack. */
async function usedOn(key: TestKey, day: string) {
  const row = (await key.counted()).find(({ window }) => window === day)
  return { base: (row?.used ?? 0) - (row?.packUsed ?? 0), packs: row?.packs ?? {} }
}

async function termsOf(key: TestKey): Promise<string[]> {
  const where = { line: { subscriptionId: key.subscriptionId } }
  return (await database().term.findMany({ where, orderBy: { startsAt: 'asc' } })).map(({ id }) => id)
}

test('invariant 11 S2.3: 2 processes, 64 callers, 20 keys; over midnight, the end of a pack and a purchase', async () => {
  await setClock('2026-12-01T12:00:00Z')
  const keys = await Promise.all(Array.from({ length: 20 }, () => buildKey()))
  const ends = Temporal.Instant.from('2026-12-02T00:00:01Z')
  const from = Temporal.Instant.from('2026-12-01T00:00:00Z')
  for (const key of keys) await key.hold('ADDON_SMALL', { from, until: ends })
  const gateways = [await startGateway(address), await startGateway(address)]
  const ports = gateways.map(({ port }) => port)

  // A second of the first day is left; the pack ends a second into the next. The clock ticks by itself.
  await setClock('2026-12-01T23:59:59Z')
  const run = hammer({ ports: () => ports, secrets: keys.map(({ secret }) => secret), callers: 64 })
  const all = (day: string) => Promise.all(keys.map((key) => usedOn(key, day)))
  await expect.poll(async () => (await all(DAYS[1])).every(({ base }) => base === 100), patient).toBe(true)
  await expect.poll(async () => Temporal.Instant.compare(await now(), ends), patient).toBe(1)

  // Bought while everybody calls: the next call on either process is admitted.
  await Promise.all(keys.map((key) => key.hold('ADDON_MEDIUM')))
  const [extra] = [await buildKey()]
  for (const port of ports) await call({ port, headers: { 'X-API-Key': extra.secret } })
  for (let left = 98; left > 0; left -= 1)
    await call({ port: ports[0] ?? 0, headers: { 'X-API-Key': extra.secret } })
  for (const port of ports)
    expect((await call({ port, headers: { 'X-API-Key': extra.secret } })).status).toBe(429)
  await extra.hold('ADDON_SMALL')
  for (const port of ports)
    expect((await call({ port, headers: { 'X-API-Key': extra.secret } })).status).toBe(200)
  const exhausted = async (day: string, packs: number) =>
    (await all(day)).every((used) => used.base === 100 && Object.values(used.packs).includes(packs))
  await expect.poll(() => exhausted(DAYS[1], 500), patient).toBe(true)

  // The clock jumps to the third day under the callers.
  await setClock('2026-12-03T08:00:00Z')
  await expect.poll(() => exhausted(DAYS[2], 500), patient).toBe(true)
  const denied = () => [...run.told.values()].reduce((sum, told) => sum + told.denied, 0)
  const before = denied()
  await expect.poll(() => denied() - before, patient).toBeGreaterThan(2_000)
  await run.stop()
  await Promise.all(gateways.map((gateway) => gateway.stop()))

  for (const key of keys) {
    const [small = '', medium = ''] = await termsOf(key)
    const [first, second, third] = [
      await usedOn(key, DAYS[0]),
      await usedOn(key, DAYS[1]),
      await usedOn(key, DAYS[2]),
    ]
    expect(first.base).toBeLessThanOrEqual(100)
    expect(first.packs[small] ?? 0).toBeLessThanOrEqual(100)
    expect(first.packs[medium]).toBeUndefined()
    // Base before packs: nothing of the pack unless the base was used up.
    if (first.base < 100) expect(first.packs).toEqual({})
    expect(second.base).toBe(100)
    expect(second.packs[small] ?? 0).toBeLessThanOrEqual(100)
    expect(second.packs[medium]).toBe(500)
    expect(third).toEqual({ base: 100, packs: { [medium]: 500 } })

    // Everybody who was told yes is counted, as what they were told, and nobody else is.
    const counted = await key.counted()
    const told = run.told.get(key.secret)
    expect(told?.other).toBe(0)
    expect(told?.admitted).toBe(counted.reduce((sum, { used }) => sum + used, 0))
    expect(told?.fromPacks).toBe(counted.reduce((sum, { packUsed }) => sum + packUsed, 0))
  }
})

test('invariant 11 S2.3: a process that is killed loses nothing it had said yes to', async () => {
  await setClock('2026-12-05T08:00:00Z')
  const CALLERS = 64
  const keys = await Promise.all(Array.from({ length: 4 }, () => buildKey({ tier: 'PREMIUM' })))
  const survivor = await startGateway(address)
  let victim = await startGateway(address)
  const run = hammer({
    ports: () => [survivor.port, victim.port],
    secrets: keys.map(({ secret }) => secret),
    callers: CALLERS,
  })
  const admitted = () => [...run.told.values()].reduce((sum, told) => sum + told.admitted, 0)
  const counted = async () => {
    const rows = await Promise.all(keys.map((key) => key.counted()))
    return rows.flat().reduce((sum, { used }) => sum + used, 0)
  }
  let kills = 0
  for (const goal of [1_000, 3_000, 5_000]) {
    await expect.poll(admitted, { ...patient, interval: 5 }).toBeGreaterThan(goal)
    await victim.kill()
    kills += 1
    victim = await startGateway(address)
  }
  await expect.poll(counted, patient).toBe(8_000)
  await run.stop()
  await Promise.all([survivor.stop(), victim.stop()])
  for (const key of keys) expect(await key.counted()).toMatchObject([{ used: 2_000 }])
  // What was counted for calls that were broken off is at most what was under way at each kill.
  expect(admitted()).toBeLessThanOrEqual(8_000)
  expect(admitted()).toBeGreaterThanOrEqual(8_000 - kills * CALLERS)
})
