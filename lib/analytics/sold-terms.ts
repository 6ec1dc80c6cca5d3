import { Prisma } from '#prisma/generated/client.ts'
import { inScope, instant, type Scope } from './scope.ts'

/**
 * Paid terms of a scope, with what they come to a month, as `monthlyOf` and `isLiveAt` say, in SQL. A term that was
 * divided when some of it was given back has no quote line of its own: its purchase's says the interval.
 */
export function soldTerms(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id, t.customer_id, f.id AS family_id, f.code AS family, l.plan_id, l.addon_id, t.quantity, t.currency,
      t.unit_amount_minor, i.months, round(t.quantity * t.unit_amount_minor / i.months::numeric)::bigint AS monthly,
      t.starts_at, coalesce(least(t.ends_at, t.withdrawn_at), 'infinity') AS paid_until,
      coalesce(least(coalesce(t.grace_ends_at, t.ends_at), t.withdrawn_at), 'infinity') AS held_until
    FROM terms t
    JOIN subscription_lines l ON l.id = t.line_id
    JOIN subscriptions s ON s.id = l.subscription_id
    JOIN product_families f ON f.id = s.family_id
    LEFT JOIN quote_lines q ON q.id = t.quote_line_id
    CROSS JOIN LATERAL (SELECT coalesce(q.interval_months, (
      SELECT o.interval_months FROM purchases p JOIN quote_lines o ON o.quote_id = p.quote_id
      WHERE p.id = t.purchase_id AND o.action <> 'reduce' AND (o.plan_id = l.plan_id OR o.addon_id = l.addon_id)
      LIMIT 1), 1) AS months) i
    WHERE t.source = 'paid' AND (t.withdrawn_at IS NULL OR t.withdrawn_at > t.starts_at)
      AND ${inScope(scope, { family: Prisma.sql`f.code`, currency: Prisma.sql`t.currency` })}`
}

/** Sold terms `h` that count just before an instant: what is held at the end of a period that ends with it. */
export function heldBefore(at: Temporal.Instant | Prisma.Sql): Prisma.Sql {
  const end = at instanceof Temporal.Instant ? instant(at) : at
  return Prisma.sql`h.starts_at < ${end} AND h.held_until >= ${end}`
}

/**
 * Every change of what a customer pays a month in a family, as `movementsOf` says, in SQL. Those that are still to
 * come, because what is held will end, are among them.
 *
 * @param customerIds of these customers only
 */
export function movements(scope: Scope, customerIds?: readonly string[]): Prisma.Sql {
  const some = customerIds ? Prisma.sql`AND h.customer_id = ANY(${customerIds}::uuid[])` : Prisma.empty
  return Prisma.sql`
    SELECT customer_id, family, currency, at, after - delta AS before, after, delta, CASE
      WHEN place = 1 THEN 'new' WHEN after = delta THEN 'reactivation' WHEN after = 0 THEN 'churn'
      WHEN delta > 0 THEN 'expansion' ELSE 'contraction' END AS kind
    FROM (
      SELECT customer_id, family, currency, at, delta, sum(delta) OVER history AS after,
        row_number() OVER history AS place
      FROM (
        SELECT h.customer_id, h.family, h.currency, d.at, sum(d.delta) AS delta
        FROM (${soldTerms(scope)}) h
        CROSS JOIN LATERAL (VALUES (h.starts_at, h.monthly), (h.held_until, -h.monthly)) d(at, delta)
        WHERE d.at < 'infinity' ${some}
        GROUP BY h.customer_id, h.family, h.currency, d.at HAVING sum(d.delta) <> 0) changes
      WINDOW history AS (PARTITION BY customer_id, family, currency ORDER BY at)) moved`
}
