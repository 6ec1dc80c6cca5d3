import { database } from '#lib/db/client.ts'
import type { Range } from './bucket-rules.ts'
import { revenue } from './revenue.ts'
import { instant } from './scope.ts'

export type Revenue = {
  provider: string
  currency: string
  payments: number
  capturedMinor: bigint
  /** What went back, as a positive amount. */
  refundedMinor: bigint
  /** Captured less refunded, in the period before. */
  previousMinor: bigint
}

/** What each provider brought in each currency; amounts of two are never added. One statement. */
export async function loadRevenue(options: {
  family?: string | undefined
  range: Range
}): Promise<Revenue[]> {
  const { previousFrom, from, to } = options.range
  const now = instant(from)
  return database().$queryRaw<Revenue[]>`
    SELECT provider, currency, (count(*) FILTER (WHERE at >= ${now} AND kind = 'payment'))::int AS payments,
      coalesce(sum(amount_minor) FILTER (WHERE at >= ${now} AND kind = 'payment'), 0)::bigint AS "capturedMinor",
      coalesce(-sum(amount_minor) FILTER (WHERE at >= ${now} AND kind <> 'payment'), 0)::bigint AS "refundedMinor",
      coalesce(sum(amount_minor) FILTER (WHERE at < ${now}), 0)::bigint AS "previousMinor"
    FROM (${revenue({ family: options.family }, { from: previousFrom, to })}) m
    GROUP BY provider, currency ORDER BY currency, provider`
}
