import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { followHoldings, stopHoldingsFeed } from './holdings-feed.ts'

/** As long as it takes where others are at work, too: what is waited for comes, or never does. */
const PATIENT = { timeout: 10_000 }

let at: Temporal.Instant
/** Another process, as far as the database can tell. */
let elsewhere: pg.Client
beforeAll(async () => {
  at = await now()
  await seedCatalog({ seed: klarvo, now: at })
  elsewhere = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await elsewhere.connect()
})
afterAll(async () => {
  await stopHoldingsFeed()
  await elsewhere.end()
})

const buildKlarvo = () => buildHolder({ family: 'klarvo', plan: 'pro', now: at })

/** Follows, and waits until it is heard that it does. */
async function follow(customerId: string) {
  const heard: string[] = []
  const stop = followHoldings(customerId, (news) => heard.push(news))
  await vi.waitFor(() => expect(listeners()).resolves.toHaveLength(1), PATIENT)
  await untilAllIsHeard()
  return { heard, stop }
}

/** News come in the order of what they tell: whoever hears of a moved clock has heard everything before it. */
async function untilAllIsHeard() {
  const heard: string[] = []
  const stop = followHoldings(crypto.randomUUID(), (news) => heard.push(news))
  await elsewhere.query("SELECT pg_notify('tackon_clock', '')")
  await vi.waitFor(() => expect(heard).toContain('changed'), PATIENT)
  stop()
}

async function listeners(): Promise<number[]> {
  const { rows } = await elsewhere.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND query ILIKE 'LISTEN "tackon_holdings"%' AND pid <> pg_backend_pid()`,
  )
  return rows.map(({ pid }) => pid)
}

describe('S3.6 open pages are told when what is held changes', () => {
  test('S3.6 by any process, with its commit, and nobody else’s pages', async () => {
    const [mine, other] = [await buildKlarvo(), await buildKlarvo()]
    const [me, them] = [await follow(mine.customerId), await follow(other.customerId)]
    me.heard.length = 0
    them.heard.length = 0
    const bump = 'UPDATE subscriptions SET version = version + 1 WHERE customer_id = $1'
    await elsewhere.query('BEGIN')
    await elsewhere.query(bump, [mine.customerId])
    expect(me.heard).toEqual([])
    await elsewhere.query('COMMIT')
    await vi.waitFor(() => expect(me.heard).toEqual(['changed']), PATIENT)
    expect(them.heard).toEqual([])
    me.stop()
    them.stop()
  })

  test('S3.6 by every way of holding more or less', async () => {
    const holder = await buildKlarvo()
    const { heard, stop } = await follow(holder.customerId)
    heard.length = 0
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: null })
    await vi.waitFor(() => expect(heard).toContain('changed'), PATIENT)
    stop()
  })

  test('S3.6 what changes nothing of it tells nothing', async () => {
    const holder = await buildKlarvo()
    const { heard, stop } = await follow(holder.customerId)
    heard.length = 0
    const { customerId } = holder
    await database().subscription.updateMany({ where: { customerId }, data: { updatedAt: new Date() } })
    await holder.hold({ addon: 'importer_distributor', quantity: 1, from: at, until: null })
    await vi.waitFor(() => expect(heard).toEqual(['changed']), PATIENT)
    stop()
  })

  test('S3.6 thousands of pages are one connection of the process', async () => {
    const holder = await buildKlarvo()
    let told = 0
    const stops = Array.from({ length: 500 }, () => followHoldings(holder.customerId, () => (told += 1)))
    const others = Array.from({ length: 1_500 }, () => followHoldings(crypto.randomUUID(), () => {}))
    await vi.waitFor(() => expect(listeners()).resolves.toHaveLength(1), PATIENT)
    told = 0
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: null })
    await vi.waitFor(() => expect(told).toBe(500), PATIENT)
    expect(() => followHoldings(holder.customerId, () => {})).toThrow(/Too many pages/)
    for (const stop of [...stops, ...others]) stop()
    expect(() => followHoldings(holder.customerId, () => {})()).not.toThrow()
  })

  test('S3.6 what was said while the connection was lost is not missed: everybody looks again', async () => {
    const holder = await buildKlarvo()
    const { heard, stop } = await follow(holder.customerId)
    const [lost] = await listeners()
    heard.length = 0
    await elsewhere.query('SELECT pg_terminate_backend($1)', [lost])
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: null })
    await vi.waitFor(() => expect(heard).toContain('unsure'), { timeout: 10_000 })
    heard.length = 0
    await holder.hold({ addon: 'importer_distributor', quantity: 1, from: at, until: null })
    await vi.waitFor(() => expect(heard).toContain('changed'), PATIENT)
    stop()
  })

  test('S3.6 a clock that is moved in the sandbox moves what everybody holds', async () => {
    const { heard, stop } = await follow((await buildKlarvo()).customerId)
    heard.length = 0
    await elsewhere.query("SELECT pg_notify('tackon_clock', '')")
    await vi.waitFor(() => expect(heard).toEqual(['changed']), PATIENT)
    stop()
  })
})
