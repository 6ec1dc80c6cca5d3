import type { IncomingMessage, ServerResponse } from 'node:http'
import { Redis } from 'ioredis'
import pg from 'pg'
import { RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible'
import { answerForward } from '#lib/gateway/answer-forward.ts'
import type { Forwarding, Outcome } from '#lib/gateway/forward-request.ts'
import { forwardHeaders, prepareRequest } from '../web/prepare-request.ts'
import { readTarget } from '../web/read-target.ts'

/** Ways to answer a call that counts. Each answers two bytes; `ours` is the gateway without an upstream's time. */
export const CONTESTANTS = ['ours', 'bare', 'update', 'limiter-postgres', 'limiter-redis'] as const
export type Contestant = (typeof CONTESTANTS)[number]

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

const POINTS = { points: 1_000_000_000, duration: 86_400 }

export async function listenerOf(contestant: Contestant): Promise<Listener> {
  switch (contestant) {
    case 'ours':
      return ours
    case 'bare':
      return (_incoming, outgoing) => outgoing.end('ok')
    case 'update':
      return updateEach()
    case 'limiter-postgres':
      return limitBy(await postgresLimiter())
    case 'limiter-redis':
      return limitBy(
        new RateLimiterRedis({ storeClient: new Redis(process.env.BENCH_REDIS_URL ?? ''), ...POINTS }),
      )
    default:
      throw contestant satisfies never
  }
}

async function ours(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = forwardHeaders({ requestId: prepareRequest(incoming), isSecure: false })
  const url = readTarget(incoming.url, 'http://localhost:3000')
  if (!url) throw new Error('an address that cannot be read')
  await answerForward({ incoming, outgoing, url, headers }, { forward: answerAtOnce })
}

/** In the place of an upstream. */
async function answerAtOnce({ outgoing, headers }: Forwarding): Promise<Outcome> {
  outgoing.writeHead(200, { ...headers, 'content-length': 2 }).end('ok')
  return 'answered'
}

/** What one writes first: a statement for each call, which takes a unit if there is one. */
async function updateEach(): Promise<Listener> {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  await pool.query('CREATE TABLE IF NOT EXISTS bench_counts (key text PRIMARY KEY, used bigint NOT NULL)')
  const text = `
    INSERT INTO bench_counts AS c (key, used) VALUES ($1, 1)
    ON CONFLICT (key) DO UPDATE SET used = c.used + 1 WHERE c.used < 1000000000 RETURNING used`
  return async (incoming, outgoing) => {
    const { rows } = await pool.query({ name: 'take', text, values: [incoming.headers['x-api-key']] })
    outgoing.setHeader('x-ratelimit-remaining', String(POINTS.points - Number(rows[0].used))).end('ok')
  }
}

function postgresLimiter(): Promise<RateLimiterPostgres> {
  const storeClient = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
  return new Promise((resolve, reject) => {
    const limiter: RateLimiterPostgres = new RateLimiterPostgres(
      { storeClient, storeType: 'pool', tableName: 'bench_limiter', ...POINTS },
      (error?: Error) => (error ? reject(error) : resolve(limiter)),
    )
  })
}

function limitBy(limiter: RateLimiterPostgres | RateLimiterRedis): Listener {
  return async (incoming, outgoing) => {
    const { remainingPoints } = await limiter.consume(String(incoming.headers['x-api-key']))
    outgoing.setHeader('x-ratelimit-remaining', String(remainingPoints)).end('ok')
  }
}
