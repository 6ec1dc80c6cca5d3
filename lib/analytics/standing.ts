import { Prisma } from '#prisma/generated/client.ts'
import { inScope, instant, type Scope } from './scope.ts'
import { heldBefore, soldTerms } from './sold-terms.ts'

/**
 * Every customer of a family just before an instant, with what it pays a month: who has a subscription, or holds
 * something that was bought.
 *
 * @param customerIds of these customers only
 */
export function standing(scope: Scope, at: Temporal.Instant, customerIds?: readonly string[]): Prisma.Sql {
  const some = (column: Prisma.Sql) =>
    customerIds ? Prisma.sql`AND ${column} = ANY(${customerIds}::uuid[])` : Prisma.empty
  const columns = { family: Prisma.sql`f.code`, currency: Prisma.sql`f.currency` }
  return Prisma.sql`
    SELECT customer_id, family, min(since) AS since, max(currency) AS currency, coalesce(sum(plan), 0)::bigint AS plan,
      coalesce(sum(addon), 0)::bigint AS addon, coalesce(sum(grace), 0)::bigint AS grace, sum(addons)::bigint AS addons
    FROM (
      SELECT s.customer_id, f.code AS family, s.created_at AS since, f.currency, 0 AS plan, 0 AS addon, 0 AS grace,
        0 AS addons
      FROM subscriptions s JOIN product_families f ON f.id = s.family_id
      WHERE s.created_at < ${instant(at)} AND ${inScope(scope, columns)} ${some(Prisma.sql`s.customer_id`)}
      UNION ALL
      SELECT h.customer_id, h.family, min(h.starts_at), h.currency,
        sum(h.monthly) FILTER (WHERE h.addon_id IS NULL), sum(h.monthly) FILTER (WHERE h.addon_id IS NOT NULL),
        sum(h.monthly) FILTER (WHERE h.paid_until < ${instant(at)}), count(DISTINCT h.addon_id)
      FROM (${soldTerms(scope)}) h WHERE ${heldBefore(at)} ${some(Prisma.sql`h.customer_id`)}
      GROUP BY h.customer_id, h.family, h.currency) known
    GROUP BY customer_id, family`
}
