import { Prisma } from '#prisma/generated/client.ts'
import { inScope, instant, type Scope } from './scope.ts'

export type Window = { from: Temporal.Instant; to: Temporal.Instant }

/**
 * Who could upgrade in a window, and who did. Could: a customer of the family that was on a plan below its highest when
 * the window began, or when it came, if later; a plan that was granted counts as held. Did: it bought, in the window, a
 * plan above that one. A renewal is none.
 *
 * @param subscriptionIds of these only
 */
export function upgrades(
  scope: Scope,
  { from, to }: Window,
  subscriptionIds?: readonly string[],
): Prisma.Sql {
  const some = subscriptionIds ? Prisma.sql`AND s.id = ANY(${subscriptionIds}::uuid[])` : Prisma.empty
  const columns = { family: Prisma.sql`f.code`, currency: Prisma.sql`f.currency` }
  return Prisma.sql`
    SELECT * FROM (
      SELECT s.id, s.customer_id, f.code AS family, f.id AS family_id, f.currency,
        greatest(max(base.rank), max(p.rank) FILTER (WHERE t.starts_at < b.at
          AND coalesce(least(coalesce(t.grace_ends_at, t.ends_at), t.withdrawn_at), 'infinity') >= b.at)) AS before,
        max(p.rank) FILTER (WHERE t.source = 'paid' AND t.starts_at >= b.at AND t.starts_at < ${instant(to)})
          AS bought,
        max(top.rank) AS highest
      FROM subscriptions s JOIN product_families f ON f.id = s.family_id
      CROSS JOIN LATERAL (SELECT greatest(${instant(from)}, s.created_at + interval '1 ms') AS at) b
      LEFT JOIN plans base ON base.family_id = f.id AND base.is_default
      JOIN (SELECT family_id, max(rank) AS rank FROM plans WHERE status = 'published' GROUP BY family_id) top
        ON top.family_id = f.id
      LEFT JOIN subscription_lines l ON l.subscription_id = s.id AND l.plan_id IS NOT NULL
      LEFT JOIN plans p ON p.id = l.plan_id
      LEFT JOIN terms t ON t.line_id = l.id
      WHERE s.created_at < ${instant(to)} AND ${inScope(scope, columns)} ${some}
      GROUP BY s.id, f.id) u
    WHERE coalesce(before, -1) < highest`
}

/** Whether a row of `upgrades` did. */
export const UPGRADED = Prisma.sql`bought IS NOT NULL AND bought > coalesce(before, -1)`
