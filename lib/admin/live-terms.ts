import { Prisma } from '#prisma/generated/client.ts'

/** Terms `t` that count at an instant: as `isLiveAt` says, in SQL. */
export function liveTerms(at: Temporal.Instant): Prisma.Sql {
  const instant = at.toString()
  return Prisma.sql`t.starts_at <= ${instant}::timestamptz
    AND coalesce(least(coalesce(t.grace_ends_at, t.ends_at), t.withdrawn_at), 'infinity') > ${instant}::timestamptz`
}

/** What terms `t` with their quote lines `q` come to a month, in minor units: those that were bought. */
export const MONTHLY = Prisma.sql`
  coalesce(round(sum(t.quantity * t.unit_amount_minor / coalesce(q.interval_months, 1)::numeric)
    FILTER (WHERE t.source = 'paid')), 0)::bigint`
