import { database } from '#lib/db/client.ts'
import type { Range } from './bucket-rules.ts'
import type { MovementKind } from './mrr-rules.ts'
import type { Scope } from './scope.ts'
import { movements, soldTerms } from './sold-terms.ts'

export type Parts = { planMinor: bigint; addonMinor: bigint }
export type Moved = Record<MovementKind, bigint>

/** MRR at the beginning of the range, and at the end of each of its buckets. One statement. */
export async function loadMrrSeries(options: {
  scope: Scope
  range: Range
}): Promise<{ before: Parts; after: Parts[] }> {
  const rows = await database().$queryRaw<{ bucket: number; plan: bigint; addon: bigint }[]>`
    SELECT width_bucket(d.at, ${edgesOf(options.range)}::timestamptz[]) AS bucket,
      coalesce(sum(d.delta) FILTER (WHERE h.addon_id IS NULL), 0)::bigint AS plan,
      coalesce(sum(d.delta) FILTER (WHERE h.addon_id IS NOT NULL), 0)::bigint AS addon
    FROM (${soldTerms(options.scope)}) h
    CROSS JOIN LATERAL (VALUES (h.starts_at, h.monthly), (h.held_until, -h.monthly)) d(at, delta)
    WHERE d.at < ${options.range.to.toString()}::timestamptz GROUP BY bucket`
  const sum = (until: number) => {
    const counted = rows.filter(({ bucket }) => bucket <= until)
    return {
      planMinor: counted.reduce((total, row) => total + row.plan, 0n),
      addonMinor: counted.reduce((total, row) => total + row.addon, 0n),
    }
  }
  return { before: sum(1), after: options.range.buckets.map((_, index) => sum(index + 2)) }
}

/** What moved in the period before the range, and in each bucket of it. One statement. */
export async function loadMovements(options: {
  scope: Scope
  range: Range
}): Promise<{ before: Moved; during: Moved[] }> {
  const rows = await database().$queryRaw<{ bucket: number; kind: MovementKind; delta: bigint }[]>`
    SELECT width_bucket(m.at, ${edgesOf(options.range)}::timestamptz[]) AS bucket, m.kind,
      sum(m.delta)::bigint AS delta
    FROM (${movements(options.scope)}) m
    WHERE m.at >= ${options.range.previousFrom.toString()}::timestamptz
      AND m.at < ${options.range.to.toString()}::timestamptz
    GROUP BY bucket, m.kind`
  const of = (bucket: number, kind: MovementKind) =>
    rows.find((row) => row.bucket === bucket && row.kind === kind)?.delta ?? 0n
  const all = (bucket: number): Moved => ({
    new: of(bucket, 'new'),
    expansion: of(bucket, 'expansion'),
    contraction: of(bucket, 'contraction'),
    churn: of(bucket, 'churn'),
    reactivation: of(bucket, 'reactivation'),
  })
  return { before: all(1), during: options.range.buckets.map((_, index) => all(index + 2)) }
}

/** Where buckets begin: 1 is the period before the range, 2 its first bucket, and so on. */
function edgesOf({ previousFrom, buckets, to }: Range): string[] {
  return [previousFrom, ...buckets.map(({ start }) => start), to].map((edge) => edge.toString())
}
