import { database } from '#lib/db/client.ts'
import type { Range } from './bucket-rules.ts'
import { instant, type Scope } from './scope.ts'
import { heldBefore, soldTerms } from './sold-terms.ts'

export type TopAddon = {
  code: string
  name: string
  family: string
  monthlyMinor: bigint
  /** What it came to a month when the range began. */
  beforeMinor: bigint
  quantity: number
  customers: number
}

/** More than a screen wants to see. */
const MOST = 20

/** The add-ons that are paid for at the end of a range, the greatest first. One statement. */
export async function loadTopAddons(options: { scope: Scope; range: Range }): Promise<TopAddon[]> {
  const { from, to } = options.range
  const atEnd = heldBefore(to)
  return database().$queryRaw<TopAddon[]>`
    SELECT a.code, a.name, h.family,
      coalesce(sum(h.monthly) FILTER (WHERE ${atEnd}), 0)::bigint AS "monthlyMinor",
      coalesce(sum(h.monthly) FILTER (WHERE ${heldBefore(from)}), 0)::bigint AS "beforeMinor",
      coalesce(sum(h.quantity) FILTER (WHERE ${atEnd}), 0)::int AS quantity,
      (count(DISTINCT h.customer_id) FILTER (WHERE ${atEnd}))::int AS customers
    FROM (${soldTerms(options.scope)}) h JOIN addons a ON a.id = h.addon_id
    WHERE h.starts_at < ${instant(to)} AND h.held_until >= ${instant(from)}
    GROUP BY a.id, h.family HAVING bool_or(${atEnd})
    ORDER BY "monthlyMinor" DESC, a.code LIMIT ${MOST}`
}
