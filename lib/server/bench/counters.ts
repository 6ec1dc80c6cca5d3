import { Redis } from 'ioredis'
import pg from 'pg'
import { RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible'
import { decide } from '#lib/metering/decide.ts'

/** Ways to count a call with a key. */
export const COUNTERS = ['ours', 'update', 'limiter-postgres', 'limiter-redis', 'limiter-redis-aof'] as const
export type Counter = (typeof COUNTERS)[number]

/** Counts one call; answers what is left. */
export type Count = (key: string) => Promise<number>

export const NAMES: Readonly<Record<Exclude<Counter, 'ours'>, string>> = {
  update: 'one UPDATE for each call, pool of 10',
  'limiter-postgres': 'rate-limiter-flexible on PostgreSQL',
  'limiter-redis': 'rate-limiter-flexible on Redis (not durable)',
  'limiter-redis-aof': 'rate-limiter-flexible on Redis (appendfsync always)',
}

const LIMIT = { points: 1_000_000_000, duration: 86_400 }

/** @returns what counts, and how to be done with it */
export async function openCounter(counter: Counter): Promise<{ count: Count; close(): Promise<unknown> }> {
  switch (counter) {
    case 'ours':
      return { count: countOurs, close: async () => {} }
    case 'update':
      return openUpdates()
    case 'limiter-postgres':
      return openPostgresLimiter()
    case 'limiter-redis':
      return openRedisLimiter(process.env.BENCH_REDIS_URL)
    case 'limiter-redis-aof':
      return openRedisLimiter(process.env.BENCH_REDIS_AOF_URL)
    default:
      throw counter satisfies never
  }
}

async function countOurs(key: string): Promise<number> {
  const decision = await decide(key)
  if (decision.outcome !== 'admitted') throw new Error('not admitted')
  return decision.quota.left.total ?? LIMIT.points
}

/** What one writes first: a statement for each call, which takes a unit if there is one. */
async function openUpdates() {
  const pool = newPool()
  await pool.query('CREATE TABLE IF NOT EXISTS bench_counts (key text PRIMARY KEY, used bigint NOT NULL)')
  const text = `
    INSERT INTO bench_counts AS c (key, used) VALUES ($1, 1)
    ON CONFLICT (key) DO UPDATE SET used = c.used + 1 WHERE c.used < ${LIMIT.points} RETURNING used`
  const count: Count = async (key) => {
    const { rows } = await pool.query({ name: 'take', text, values: [key] })
    return LIMIT.points - Number(rows[0].used)
  }
  return { count, close: () => pool.end() }
}

async function openPostgresLimiter() {
  const storeClient = newPool()
  const limiter = await new Promise<RateLimiterPostgres>((resolve, reject) => {
    const made: RateLimiterPostgres = new RateLimiterPostgres(
      { storeClient, storeType: 'pool', tableName: 'bench_limiter', ...LIMIT },
      (error?: Error) => (error ? reject(error) : resolve(made)),
    )
  })
  return { count: countBy(limiter), close: () => storeClient.end() }
}

function openRedisLimiter(url: string | undefined) {
  const storeClient = new Redis(url ?? '')
  return { count: countBy(new RateLimiterRedis({ storeClient, ...LIMIT })), close: () => storeClient.quit() }
}

function countBy(limiter: RateLimiterPostgres | RateLimiterRedis): Count {
  return async (key) => (await limiter.consume(key)).remainingPoints
}

function newPool(): pg.Pool {
  return new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
}
