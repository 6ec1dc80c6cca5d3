import pg from 'pg'
import { directPool } from '#lib/db/direct-pool.ts'
import type { KnownKey, Standing } from './known-keys.ts'
import { forgetOffset, readProductClock } from './product-clock.ts'
import { type Left, leftAfter, type Share, sharesOf, type Taken } from './share-rules.ts'

/** What one caller is told. `share` is null when there was nothing left for it. */
export type Answer =
  | { state: 'decided'; at: number; standing: Standing; share: Share | null; left: Left; taken: Taken }
  /** The key changed since this process read it. Nothing was taken. */
  | { state: 'stale' }
  /** The key or the secret is not valid any more. */
  | { state: 'gone' }

type Row = {
  entry: number
  state: 'decided' | 'stale' | 'gone' | 'clock'
  base_taken: string
  packs_taken: Record<string, number>
  base_used: string
  packs_used: Record<string, number>
  ceiling_left: string | null
}

/** Ours all lock in one order; maintenance by hand may not. */
const DEADLOCK = '40P01'

/**
 * Takes one unit for each of many callers, in one durable statement (S2.3): from the plan's part, then from the packs in
 * order. Migration `take_requests` says how it stays exact between processes.
 */
export async function takeRequests(callers: readonly KnownKey[]): Promise<Answer[]> {
  const groups = groupByKey(callers)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { at, real, offset } = await readProductClock()
    const standings = [...groups.keys()].map((key) => key.standingAt(at))
    const asked = [...groups.values()].map(
      (indices, entry) => `${standings[entry]?.asked},"entry":${entry},"wanted":${indices.length}}`,
    )
    const rows = await ask([`[${asked.join()}]`, toText(at), toText(real), offset])
    if (rows && rows[0]?.state !== 'clock') return answersOf({ callers, groups, standings, rows, at })
    if (rows) forgetOffset()
  }
  throw new Error('the clock is moved all the time, or others stand in the way')
}

/** Null when it met others that lock in another order, and nothing of it was done. */
async function ask(values: unknown[]): Promise<Row[] | null> {
  const text = 'SELECT * FROM take_requests($1, $2, $3, $4)'
  return directPool()
    .query<Row>({ name: 'take-requests', text, values })
    .then(({ rows }) => rows)
    .catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === DEADLOCK) return null
      throw error
    })
}

function groupByKey(callers: readonly KnownKey[]): Map<KnownKey, number[]> {
  const groups = new Map<KnownKey, number[]>()
  for (const [index, key] of callers.entries()) {
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  }
  return groups
}

function answersOf(options: {
  callers: readonly KnownKey[]
  groups: ReadonlyMap<KnownKey, number[]>
  standings: readonly Standing[]
  rows: readonly Row[]
  at: number
}): Answer[] {
  const answers = new Array<Answer>(options.callers.length).fill({ state: 'stale' })
  const groups = [...options.groups.values()]
  for (const row of options.rows) {
    const standing = options.standings[row.entry]
    const indices = groups[row.entry]
    if (!standing || !indices || row.state === 'clock') throw new Error('an answer to what was not asked')
    if (row.state !== 'decided') {
      for (const index of indices) answers[index] = { state: row.state }
      continue
    }
    const taken: Taken = {
      baseTaken: Number(row.base_taken),
      packsTaken: row.packs_taken,
      baseUsed: Number(row.base_used),
      packsUsed: row.packs_used,
      ceilingLeft: row.ceiling_left === null ? null : Number(row.ceiling_left),
    }
    const shareOf = sharesOf(standing.limits, taken)
    const left = leftAfter(standing.limits, taken)
    for (const [place, index] of indices.entries()) {
      answers[index] = { state: 'decided', at: options.at, standing, share: shareOf(place), left, taken }
    }
  }
  return answers
}

function toText(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
