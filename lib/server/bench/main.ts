import { cpus } from 'node:os'
import { runMigrations } from 'graphile-worker'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { closeDatabase, database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { migrate } from '#lib/db/migrate.ts'
import { startThrowawayPostgres } from '#lib/db/throwaway-postgres.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { createDemoAccount } from '#prisma/seed/create-demo-account.ts'
import { benchCombinedLimits } from './bench-combined-limits.ts'
import { benchDecisions } from './bench-decisions.ts'
import { benchEnvironment } from './bench-environment.ts'
import { benchQuota } from './bench-quota.ts'
import { benchSettlement } from './bench-settlement.ts'
import { benchWebhooks } from './bench-webhooks.ts'
import { rowOf } from './measure.ts'
import { makeKeys } from './quota-keys.ts'
import { startRedis } from './start-redis.ts'

/** `npm run bench`: our figures beside what they are measured against, in one run, as ratios. */
const HOLDERS = 50
const KEYS = 10_000

const stops: (() => Promise<void>)[] = []
const postgres = await startThrowawayPostgres({ database: 'bench', durable: true })
const environment = benchEnvironment(postgres.url)
Object.assign(process.env, environment)
try {
  await migrate(postgres.url)
  await runMigrations({ connectionString: postgres.url })
  for (const seed of [smartMl, forwardApi]) await seedCatalog({ seed, now: await now() })
  const holders = []
  for (let index = 0; index < HOLDERS; index += 1) holders.push(await createHolder())
  const [first] = holders
  if (!first) throw new Error('nobody to measure')
  const limits = await benchCombinedLimits(first)
  const settlement = await benchSettlement(holders)
  const webhooks = await benchWebhooks(environment.RAZORPAY_WEBHOOK_SECRET)
  const contest = { secrets: await makeKeys(KEYS), isAbsent: await startRivals() }
  const decisions = await benchDecisions(contest)
  const quota = await benchQuota(contest)
  const figures = [...limits, webhooks, settlement, ...decisions, ...quota.figures]
  const [cpu] = cpus()
  console.log(
    `${cpu?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, PostgreSQL 18 on the same machine\n`,
  )
  console.log('| what | ours | against | theirs | ratio |\n|---|--:|---|--:|--:|')
  for (const figure of figures) console.log(rowOf(figure))
  for (const note of quota.notes) console.log(`\n${note}`)
} finally {
  for (const stop of stops) await stop()
  await closeDirectPool()
  await closeDatabase()
  await postgres.stop()
}

async function createHolder() {
  const wish = { role: 'customer', family: 'smart-ml', plan: 'pro' } as const
  const { email, token } = await createDemoAccount({ wish, now: await now() })
  const member = await database().member.findFirstOrThrow({ where: { user: { email } } })
  return { customerId: member.customerId, userId: member.userId, token }
}

/** Starts what some are measured with. Answers who cannot be, for want of it. */
async function startRivals(): Promise<(name: string) => boolean> {
  for (const isDurable of [false, true]) {
    const redis = await startRedis({ isDurable })
    if (!redis) {
      console.error(
        'There is no redis-server on this machine (Debian: redis-server): not compared with Redis.',
      )
      return (name) => name.startsWith('limiter-redis')
    }
    stops.push(redis.stop)
    process.env[isDurable ? 'BENCH_REDIS_AOF_URL' : 'BENCH_REDIS_URL'] = redis.url
  }
  return () => false
}
