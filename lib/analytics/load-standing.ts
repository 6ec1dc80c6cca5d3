import { database } from '#lib/db/client.ts'
import type { Scope } from './scope.ts'
import { standing } from './standing.ts'

export type Standing = {
  customers: number
  /** Who pays anything a month. */
  paying: number
  /** Who holds an add-on that was bought, whatever the plan. */
  attached: number
  planMinor: bigint
  addonMinor: bigint
  graceMinor: bigint
}

/** How many customers there are just before an instant, and what they pay a month. One statement. */
export async function loadStanding(options: { scope: Scope; at: Temporal.Instant }): Promise<Standing> {
  const [row] = await database().$queryRaw<Standing[]>`
    SELECT count(*)::int AS customers, (count(*) FILTER (WHERE plan + addon > 0))::int AS paying,
      (count(*) FILTER (WHERE addons > 0))::int AS attached, coalesce(sum(plan), 0)::bigint AS "planMinor",
      coalesce(sum(addon), 0)::bigint AS "addonMinor", coalesce(sum(grace), 0)::bigint AS "graceMinor"
    FROM (${standing(options.scope, options.at)}) c`
  if (!row) throw new Error('an aggregate without a row')
  return row
}
