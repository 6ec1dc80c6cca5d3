import pg from 'pg'
import { BOOL, binaryArray, type ElementType, INT4, INT8, TIMESTAMPTZ, UUID } from '#lib/db/binary-array.ts'
import { directPool } from '#lib/db/direct-pool.ts'
import type { KnownKey, Standing } from './known-keys.ts'
import { forgetOffset, readProductClock } from './product-clock.ts'
import { type Share, sharesOf, type Taken } from './share-rules.ts'

/** What one caller is told. `share` is null when there was nothing left for it. */
export type Answer =
  | { state: 'decided'; at: number; standing: Standing; share: Share | null; taken: Taken }
  /** The key changed since this process read it, or is gone. Nothing was taken. */
  | { state: 'stale' }

const STALE: Answer = { state: 'stale' }

/** Those of a batch that called with the same secret: their places in it. */
type Group = { key: KnownKey; standing: Standing; callers: number[] }

type Row = {
  is_clock_moved: boolean
  /** Places of groups from one, and the counts after, with commas. */
  counted: string | null
  base_used: string | null
  packs_used: Record<string, Record<string, number>> | null
  others: Other[] | null
}
type Other =
  | { place: number; state: 'stale' }
  | {
      place: number
      state: 'decided'
      base_taken: number
      packs_taken: Record<string, number>
      base_used: number
      packs_used: Record<string, number>
      ceiling_left: number | null
    }

/** Ours all lock in one order; maintenance by hand may not. */
const DEADLOCK = '40P01'
const NONE: Record<string, number> = {}

/**
 * Takes one unit for each of many callers, in one durable statement (S2.3): from the plan's part, then from the packs in
 * order. Migration `take_requests` says how it stays exact between processes.
 */
export async function takeRequests(callers: readonly KnownKey[]): Promise<Answer[]> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { at, offset } = await readProductClock()
    const groups = groupByKey(callers, at)
    const row = await ask(statementFor(groups, { at, offset }))
    if (row && !row.is_clock_moved) return answersOf({ count: callers.length, groups, row, at })
    if (row) forgetOffset()
  }
  throw new Error('the clock is moved all the time, or others stand in the way')
}

/** Null when it met others that lock in another order, and nothing of it was done. */
async function ask(statement: pg.QueryConfig): Promise<Row | null> {
  try {
    const { rows } = await directPool().query<Row>(statement)
    return rows[0] ?? null
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === DEADLOCK) return null
    throw error
  }
}

export function groupByKey(callers: readonly KnownKey[], at: number): Group[] {
  const groups = new Map<KnownKey, Group>()
  for (const [index, key] of callers.entries()) {
    const group = groups.get(key)
    if (group) group.callers.push(index)
    else groups.set(key, { key, standing: key.standingAt(at), callers: [index] })
  }
  return [...groups.values()]
}

/** The statement that takes for these groups: a column for each of the arrays `take_requests` is told. */
export function statementFor(
  groups: readonly Group[],
  clock: { at: number; offset: number | null },
): pg.QueryConfig {
  const catalogs = [...new Set(groups.map(({ key }) => key.loaded.catalog))]
  const column = <Value>(type: ElementType<Value>, of: (group: Group) => Value | null) =>
    binaryArray(type, groups.map(of))
  return {
    name: 'take-requests',
    text: 'SELECT * FROM take_requests($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
    values: [
      column(UUID, ({ key }) => key.bytes.apiKeyId),
      column(INT4, ({ key }) => key.loaded.version),
      column(INT4, ({ key }) => catalogs.indexOf(key.loaded.catalog) + 1),
      column(UUID, ({ key }) => key.bytes.subscriptionId),
      column(UUID, ({ key }) => key.bytes.featureId),
      column(TIMESTAMPTZ, ({ standing }) => standing.opens),
      column(INT8, ({ standing }) => standing.limits.base),
      `{${groups.map(({ standing }) => standing.packs).join()}}`,
      column(BOOL, ({ key }) => key.loaded.isCapped),
      column(INT4, ({ callers }) => callers.length),
      `{${catalogs.map(({ family }) => family.id).join()}}`,
      `{${catalogs.map(({ family }) => family.catalogVersion).join()}}`,
      new Date(clock.at).toISOString(),
      clock.offset,
    ],
  }
}

function answersOf(options: { count: number; groups: readonly Group[]; row: Row; at: number }): Answer[] {
  const { groups, row, at } = options
  const answers = new Array<Answer>(options.count).fill(STALE)
  const tell = (place: number, taken: Taken) => {
    const group = groups[place - 1]
    if (!group) throw new Error('an answer to what was not asked')
    const { standing, callers } = group
    const shareOf = sharesOf(standing.limits, taken)
    for (const [turn, caller] of callers.entries())
      answers[caller] = { state: 'decided', at, standing, share: shareOf(turn), taken }
  }
  const used = row.base_used?.split(',') ?? []
  for (const [index, place] of row.counted?.split(',').entries() ?? []) {
    tell(Number(place), {
      baseTaken: groups[Number(place) - 1]?.callers.length ?? 0,
      packsTaken: NONE,
      baseUsed: Number(used[index]),
      packsUsed: row.packs_used?.[place] ?? NONE,
      ceilingLeft: null,
    })
  }
  for (const other of row.others ?? []) {
    if (other.state === 'stale') continue
    tell(other.place, {
      baseTaken: other.base_taken,
      packsTaken: other.packs_taken,
      baseUsed: other.base_used,
      packsUsed: other.packs_used,
      ceilingLeft: other.ceiling_left,
    })
  }
  return answers
}
