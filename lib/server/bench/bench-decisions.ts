import { COUNTERS, type Count, type Counter, NAMES, openCounter } from './counters.ts'
import { type Figure, perSecond } from './measure.ts'
import { setDefaultLimit } from './quota-keys.ts'

/** Who asks at a time: as many as a busy process has under way. */
const CALLERS = 512
const ROUNDS = 2
const SECONDS = 1.5

/**
 * S2.3: calls counted in one process, without HTTP around it, on one hot key and on all of them.
 *
 * @param options.isAbsent who cannot be measured on this machine
 */
export async function benchDecisions(options: {
  secrets: readonly string[]
  isAbsent: (counter: Counter) => boolean
}): Promise<Figure[]> {
  const { secrets, isAbsent } = options
  await setDefaultLimit(1_000_000_000n)
  const names = COUNTERS.filter((name) => !isAbsent(name))
  const counters = new Map<Counter, Awaited<ReturnType<typeof openCounter>>>()
  for (const name of names) counters.set(name, await openCounter(name))
  try {
    return [
      ...(await compare({ what: `${secrets.length.toLocaleString('en')} keys`, secrets, counters })),
      ...(await compare({ what: 'one hot key', secrets: secrets.slice(0, 1), counters })),
    ]
  } finally {
    for (const { close } of counters.values()) await close()
  }
}

async function compare(options: {
  what: string
  secrets: readonly string[]
  counters: ReadonlyMap<Counter, { count: Count }>
}): Promise<Figure[]> {
  const { what, secrets, counters } = options
  const sums = new Map<Counter, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, { count }] of counters) {
      let turn = 0
      const next = () => count(secrets[turn++ % secrets.length] ?? '')
      const measured = await perSecond(next, { concurrency: CALLERS, seconds: SECONDS })
      sums.set(name, (sums.get(name) ?? 0) + measured / ROUNDS)
    }
  }
  const others = [...sums.keys()].filter((name) => name !== 'ours')
  return others.map((name) => ({
    what: `Calls counted in process, ${what}, ${CALLERS} callers`,
    ours: sums.get('ours') ?? 0,
    against: NAMES[name],
    theirs: sums.get(name) ?? 0,
  }))
}
