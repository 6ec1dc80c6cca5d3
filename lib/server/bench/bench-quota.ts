import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CONTESTANTS, type Contestant } from './contestants.ts'
import { type Load, load } from './load.ts'
import type { Figure } from './measure.ts'
import { admitsAfter } from './pack-delay.ts'
import { makeKeys, setDefaultLimit } from './quota-keys.ts'
import { startRedis } from './start-redis.ts'

const KEYS = 10_000
const CONNECTIONS = 64
/** In turns, so that whatever else the machine does hits everybody alike. */
const ROUNDS = 3
const SECONDS = 2

type Server = { port: number; stop(): Promise<void> }

const AGAINST: Record<Exclude<Contestant, 'ours'>, string> = {
  bare: 'bare node:http, which counts nothing',
  update: 'one UPDATE for each call, pool of 10',
  'limiter-postgres': 'rate-limiter-flexible on PostgreSQL',
  'limiter-redis': 'rate-limiter-flexible on Redis (not durable)',
}

/** S2.3: calls decided over HTTP, each server in a process of its own, on one hot key and on ten thousand. */
export async function benchQuota(): Promise<{ figures: Figure[]; notes: string[] }> {
  const secrets = await makeKeys(KEYS)
  const [hot = ''] = secrets
  await setDefaultLimit(1_000_000_000n)
  const redis = await startRedis()
  if (redis) process.env.BENCH_REDIS_URL = redis.url
  const names = CONTESTANTS.filter((name) => redis || name !== 'limiter-redis')
  const servers = new Map<Contestant, Server>()
  try {
    for (const name of names) servers.set(name, await startServer(name))
    const figures = [
      ...(await compare({ what: '10,000 keys', secrets, servers })),
      ...(await compare({ what: 'one hot key', secrets: [hot], servers })),
      await compareDenied({ hot, ours: servers.get('ours') }),
    ]
    const notes = [await notePackDelay(hot, servers.get('ours'))]
    if (!redis)
      notes.push('There is no redis-server on this machine (Debian: redis-server): not compared with Redis.')
    return { figures, notes }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()))
    await redis?.stop()
  }
}

async function compare(options: {
  what: string
  secrets: readonly string[]
  servers: ReadonlyMap<Contestant, Server>
}): Promise<Figure[]> {
  const { what, secrets, servers } = options
  const loads = new Map<Contestant, Load[]>()
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, { port }] of servers) {
      const seconds = round === 0 ? warmUp(secrets) : SECONDS
      const measured = await load({ port, secrets, connections: CONNECTIONS, seconds })
      requireOnly(measured, '200')
      if (round > 0) loads.set(name, [...(loads.get(name) ?? []), measured])
    }
  }
  const ours = meanOf(loads.get('ours'))
  const others = [...loads.keys()].filter((name) => name !== 'ours')
  return others.map((name) => ({
    what: `Calls decided, ${what}, ${CONNECTIONS} connections, per second (p99 ${ours.p99.toFixed(1)} ms)`,
    ours: ours.perSecond,
    against: AGAINST[name],
    theirs: meanOf(loads.get(name)).perSecond,
  }))
}

/** Every key is read once. */
function warmUp(secrets: readonly string[]): number {
  return secrets.length > 1 ? 4 : 1
}

/** Refusing must cost no more than admitting. */
async function compareDenied({ hot, ours }: { hot: string; ours: Server | undefined }): Promise<Figure> {
  if (!ours) throw new Error('nobody to measure')
  const measured: Record<'200' | '429', Load[]> = { 200: [], 429: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const status of ['200', '429'] as const) {
      await setDefaultLimit(status === '200' ? 1_000_000_000n : 0n)
      const found = await load({
        port: ours.port,
        secrets: [hot],
        connections: CONNECTIONS,
        seconds: SECONDS,
      })
      requireOnly(found, status)
      measured[status].push(found)
    }
  }
  return {
    what: 'Calls refused (429 with advice), one hot key, per second',
    ours: meanOf(measured[429]).perSecond,
    against: 'calls admitted',
    theirs: meanOf(measured[200]).perSecond,
  }
}

async function notePackDelay(secret: string, ours: Server | undefined): Promise<string> {
  const other = await startServer('ours')
  try {
    const ms = await admitsAfter({ secret, ports: [ours?.port ?? 0, other.port] })
    return `A pack that was bought admits the next call on both of 2 processes, ${ms.toFixed(1)} ms after the purchase at the latest (of 20).`
  } finally {
    await other.stop()
  }
}

async function startServer(name: Contestant): Promise<Server> {
  const child = fork(fileURLToPath(new URL('contestant.ts', import.meta.url)), [name], {
    execArgv: ['--disable-warning=DeprecationWarning'],
  })
  const ended = once(child, 'exit')
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`${name} does not start`))),
  ])) as [{ port: number }]
  return {
    port,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

function meanOf(loads: readonly Load[] = []): { perSecond: number; p99: number } {
  const mean = (of: (load: Load) => number) => loads.reduce((sum, entry) => sum + of(entry), 0) / loads.length
  return { perSecond: mean(({ perSecond }) => perSecond), p99: mean(({ p99 }) => p99) }
}

function requireOnly({ statuses }: Load, status: string): void {
  if (Object.keys(statuses).join() !== status)
    throw new Error(`answered ${JSON.stringify(statuses)}, not ${status}`)
}
