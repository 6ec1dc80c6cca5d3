import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { paymentProvider, providerCodes } from '#lib/payments/providers.ts'
import { HEARTBEAT_SECONDS } from '../worker/heartbeat.ts'
import { expectedMigrations } from './expected-migrations.ts'

export type Health = { status: 'ok' | 'failing'; failing: string[]; checks: Record<string, string> }

/** No check may hold up the answer for longer, in milliseconds. */
const PATIENCE_MS = 2_000
/** Mail that could not be sent for this long is worth somebody's attention. */
const LATE_MAIL = { minutes: 15 }
const MAX_LATE_MAILS = 20

/** Whether the product can do its work, part by part: `ok`, or what is wrong. Answers whatever is broken. */
export async function checkHealth(): Promise<Health> {
  const checks = {
    database: databaseAnswers,
    migrations: migrationsAreApplied,
    worker: aWorkerIsAtWork,
    provider: providersAreConfigured,
    outbox: mailGoesOut,
  }
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await settle(check)] as const),
  )
  const failing = results.filter(([, result]) => result !== 'ok').map(([name]) => name)
  return { status: failing.length === 0 ? 'ok' : 'failing', failing, checks: Object.fromEntries(results) }
}

async function settle(check: () => Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), PATIENCE_MS)
  })
  // What went wrong in detail is for the logs: anybody may read this.
  const result = await Promise.race([check().catch(() => 'not reachable'), late])
  clearTimeout(timer)
  return result
}

async function databaseAnswers(): Promise<string> {
  await database().$queryRaw`SELECT 1`
  return 'ok'
}

async function migrationsAreApplied(): Promise<string> {
  const rows = await database().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const applied = new Set(rows.map((row) => row.migration_name))
  const missing = expectedMigrations().filter((name) => !applied.has(name))
  return missing.length === 0 ? 'ok' : `${missing.length} not applied`
}

async function aWorkerIsAtWork(): Promise<string> {
  const since = realNow().subtract({ seconds: HEARTBEAT_SECONDS }).toString()
  const [row] = await database().$queryRaw<{ workers: bigint }[]>`
    SELECT count(*) AS workers FROM worker_heartbeats WHERE seen_at > ${since}::timestamptz`
  return row && row.workers > 0n ? 'ok' : 'no worker is at work'
}

async function providersAreConfigured(): Promise<string> {
  const unready = providerCodes().filter((code) => {
    try {
      paymentProvider(code)
      return false
    } catch {
      return true
    }
  })
  return unready.length === 0 ? 'ok' : `not configured: ${unready.join(', ')}`
}

async function mailGoesOut(): Promise<string> {
  const before = (await now()).subtract(LATE_MAIL).toString()
  const [row] = await database().$queryRaw<{ late: bigint }[]>`
    SELECT count(*) AS late FROM due_work WHERE kind = 'deliver-message' AND created_at < ${before}::timestamptz`
  const late = row?.late ?? 0n
  return late <= MAX_LATE_MAILS ? 'ok' : `${late} mails are late`
}
