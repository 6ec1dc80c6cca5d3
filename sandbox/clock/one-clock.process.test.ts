import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestSandbox, type TestSandbox } from '../testing/open-test-sandbox.ts'

// The contract with the app's database, on a schema of this test's own: a table, a view and a channel.
const schema = `one_clock_${randomBytes(4).toString('hex')}`
const databaseUrl = new URL(process.env.DATABASE_URL ?? '')
const client = new pg.Client({ connectionString: databaseUrl.href })
databaseUrl.searchParams.set('options', `-c search_path=${schema}`)

let sandbox: TestSandbox
/** Stands in for the app's worker: on every wake it does what is due, and notes at what time it did. */
let worked: { subject: string; at: Temporal.Instant }[] = []
let onWake: () => Promise<void> = async () => {}

beforeAll(async () => {
  await client.connect()
  await client.query(`
    create schema ${schema};
    set search_path to ${schema};
    create table system_clock (id int primary key check (id = 1), offset_ms bigint not null);
    insert into system_clock values (1, 0);
    create table work (subject text primary key, due_at timestamptz not null);
    create view waiting_work as select 'work' as kind, subject, due_at from work;
    listen tackon_clock;
  `)
  client.on('notification', () => void onWake())
  sandbox = await openTestSandbox({ databaseUrl: databaseUrl.href, patienceMs: 1500 })
})
afterAll(async () => {
  await sandbox.stop()
  await client.query(`drop schema ${schema} cascade`)
  await client.end()
})
beforeEach(async () => {
  await client.query('delete from work')
  worked = []
  onWake = doDueWork
})

const now = async () => {
  const { body } = await sandbox.control('GET', '/clock')
  return Temporal.Instant.from((body as { now: string }).now)
}

async function doDueWork() {
  const at = await now()
  const { rows } = await client.query<{ subject: string }>(
    'delete from work where due_at <= $1 returning subject, due_at',
    [at.toString()],
  )
  worked.push(...rows.map(({ subject }) => ({ subject, at })))
}

const due = async (subject: string, at: Temporal.Instant) => {
  await client.query('insert into work values ($1, $2)', [subject, at.toString()])
}

test('moving the clock stops at every due instant of the app, in order, and wakes its workers there', async () => {
  const start = await now()
  await due('reminder', start.add({ hours: 24 * 27 }))
  await due('renewal', start.add({ hours: 24 * 30 }))
  await due('later', start.add({ hours: 24 * 60 }))
  await sandbox.control('POST', '/clock', { advance: 'P31D' })
  expect(worked.map(({ subject }) => subject)).toEqual(['reminder', 'renewal'])
  const hours = worked.map(({ at }) => Math.floor(at.since(start).total('hours')))
  expect(hours).toEqual([24 * 27, 24 * 30])
})

test('work that makes new work on the way is followed too', async () => {
  const start = await now()
  onWake = async () => {
    const before = worked.length
    await doDueWork()
    if (worked.length > before && worked.length < 3) {
      await due(`turn ${worked.length + 1}`, start.add({ hours: 24 * (worked.length + 1) }))
    }
  }
  await due('turn 1', start.add({ hours: 24 }))
  await sandbox.control('POST', '/clock', { advance: 'P7D' })
  expect(worked.map(({ subject }) => subject)).toEqual(['turn 1', 'turn 2', 'turn 3'])
})

test('the offset lives in the database and only grows', async () => {
  const read = async () =>
    Number(
      (await client.query<{ offset_ms: string }>('select offset_ms from system_clock')).rows[0]?.offset_ms,
    )
  const before = await read()
  await sandbox.control('POST', '/clock', { advance: 'P1D' })
  const after = await read()
  expect(after - before).toBeGreaterThan(86_000_000)
  const refused = await sandbox.control('POST', '/clock', { now: '2001-01-01T00:00:00Z' })
  expect([refused.status, await read()]).toEqual([422, after])
})

test('quiet waits for the app, and tells what it waited for in vain', async () => {
  const soon = await now()
  onWake = async () => {}
  await due('slow', soon)
  const answer = sandbox.control('GET', '/quiet')
  await doDueWork()
  expect((await answer).body).toEqual({ quiet: true })

  await due('stuck', soon)
  expect((await sandbox.control('GET', '/quiet')).body).toMatchObject({
    quiet: false,
    waiting: [{ kind: 'work', subject: 'stuck' }],
  })
})

test('work nobody does holds a move up once, not at every step', async () => {
  onWake = async () => {}
  await due('stuck', await now())
  const started = performance.now()
  const { status } = await sandbox.control('POST', '/clock', { advance: 'P1D' })
  expect(status).toBe(200)
  expect(performance.now() - started).toBeLessThan(2800)
})

test('before the migrations ran, the clock stands at real time and says why it cannot move', async () => {
  const bare = new URL(databaseUrl)
  bare.searchParams.set('options', '-c search_path=nowhere')
  const early = await openTestSandbox({ databaseUrl: bare.href })
  expect((await early.control('GET', '/clock')).body).toMatchObject({ offsetMs: 0 })
  expect((await early.control('GET', '/quiet')).body).toEqual({ quiet: true })
  const refused = await early.control('POST', '/clock', { advance: 'P1D' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'clock_unavailable' } })
  await early.stop()
})
