import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { AGAINST, CONTESTANTS, type Contestant } from './contestants.ts'
import { type Load, load } from './load.ts'
import type { Figure } from './measure.ts'
import { admitsAfter } from './pack-delay.ts'
import { setDefaultLimit } from './quota-keys.ts'

const CONNECTIONS = 64
/** In turns, so that whatever else the machine does hits everybody alike. */
const ROUNDS = 3
const SECONDS = 2

type Server = { port: number; stop(): Promise<void> }

/**
 * S2.3: calls decided over HTTP, each server in a process of its own, on one hot key and on all of them.
 *
 * @param options.isAbsent who cannot be measured on this machine
 */
export async function benchQuota(options: {
  secrets: readonly string[]
  isAbsent: (contestant: Contestant) => boolean
}): Promise<{ figures: Figure[]; notes: string[] }> {
  const { secrets, isAbsent } = options
  const [hot = ''] = secrets
  await setDefaultLimit(1_000_000_000n)
  const ours = await startServer('ours')
  const servers = new Map<Contestant, Server>([['ours', ours]])
  try {
    process.env.BENCH_HEADERS = JSON.stringify(await headersOf(ours, hot))
    for (const name of CONTESTANTS) {
      if (name !== 'ours' && !isAbsent(name)) servers.set(name, await startServer(name))
    }
    const figures = [
      ...(await compare({ what: `${secrets.length.toLocaleString('en')} keys`, secrets, servers })),
      ...(await compare({ what: 'one hot key', secrets: [hot], servers })),
      await compareDenied({ hot, ours }),
    ]
    return { figures, notes: [await notePackDelay(hot, ours)] }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()))
  }
}

/** What everybody has to answer: all that is ours to say, and nothing that Node says by itself. */
async function headersOf({ port }: Server, secret: string): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${port}/forward`, {
    method: 'POST',
    headers: { 'X-API-Key': secret },
  })
  await answer.text()
  const byItself = new Set(['connection', 'content-length', 'date', 'keep-alive'])
  return Object.fromEntries([...answer.headers].filter(([name]) => !byItself.has(name)))
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
    what: `Calls answered over HTTP, ${what}, ${CONNECTIONS} connections (p99 ${ours.p99.toFixed(1)} ms)`,
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
async function compareDenied({ hot, ours }: { hot: string; ours: Server }): Promise<Figure> {
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
    what: 'Calls refused (429 with advice), one hot key',
    ours: meanOf(measured[429]).perSecond,
    against: 'calls admitted',
    theirs: meanOf(measured[200]).perSecond,
  }
}

async function notePackDelay(secret: string, ours: Server): Promise<string> {
  const other = await startServer('ours')
  try {
    const ms = await admitsAfter({ secret, ports: [ours.port, other.port] })
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
