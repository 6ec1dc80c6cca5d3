import { Prisma } from '#prisma/generated/client.ts'
import { inScope, instant, type Scope } from './scope.ts'
import type { Window } from './upgrades.ts'

/** Renewals that were fulfilled in a window and not given back since, each with whether it came by itself. */
export function renewals(scope: Scope, { from, to }: Window): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.customer_id, f.code AS family, p.fulfilled_at, p.provider, p.amount_minor, p.currency,
      p.user_id IS NULL AS by_itself, p.quote_id
    FROM purchases p JOIN subscriptions s ON s.id = p.subscription_id JOIN product_families f ON f.id = s.family_id
    WHERE p.status = 'fulfilled' AND p.fulfilled_at >= ${instant(from)} AND p.fulfilled_at < ${instant(to)}
      AND EXISTS (SELECT FROM quote_lines q WHERE q.quote_id = p.quote_id AND q.action = 'renew')
      AND ${inScope(scope, { family: Prisma.sql`f.code`, currency: Prisma.sql`p.currency` })}`
}
