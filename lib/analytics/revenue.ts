import { Prisma } from '#prisma/generated/client.ts'
import { inScope, instant, type Scope } from './scope.ts'
import type { Window } from './upgrades.ts'

/**
 * Money that came in a window, and what of any went back in it: captured payments on the day they were captured,
 * refunds and lost disputes, negative, on the day they were processed. The family is that of what was bought.
 */
export function revenue(scope: Scope, { from, to }: Window): Prisma.Sql {
  const within = (column: Prisma.Sql) =>
    Prisma.sql`${column} >= ${instant(from)} AND ${column} < ${instant(to)}`
  return Prisma.sql`
    SELECT * FROM (
      SELECT m.*, f.code AS family FROM (
        SELECT y.id, 'payment' AS kind, y.customer_id, y.purchase_id, y.captured_at AS at, y.provider,
          y.amount_minor, y.currency, y.description
        FROM payments y WHERE y.status = 'captured' AND ${within(Prisma.sql`y.captured_at`)}
        UNION ALL
        SELECT r.id, r.cause::text, y.customer_id, y.purchase_id, r.processed_at, y.provider,
          -r.amount_minor, r.currency, r.reason
        FROM refunds r JOIN payments y ON y.id = r.payment_id
        WHERE r.status = 'processed' AND ${within(Prisma.sql`r.processed_at`)}) m
      LEFT JOIN purchases p ON p.id = m.purchase_id
      LEFT JOIN subscriptions s ON s.id = p.subscription_id
      LEFT JOIN product_families f ON f.id = s.family_id) money
    WHERE ${inScope(scope, { family: Prisma.sql`family`, currency: Prisma.sql`currency` })}`
}
