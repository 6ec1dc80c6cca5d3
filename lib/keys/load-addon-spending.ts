import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { KEY_FAMILY } from './key-family.ts'

type Bought = { code: string; name: string; quantity: number }
/** Packs that were paid between two instants: minor units, less what was given back, and how many of each. */
export type AddonSpending = { totalMinor: bigint; bought: Bought[] }

/**
 * Of one key's subscription, or of all. A purchase that was for a tier, too, is given back pack last: what is refunded
 * of it beyond the tier comes off the packs.
 */
export async function loadAddonSpending(
  db: DatabaseOrTransaction,
  options: { subscriptionId?: string; from: Temporal.Instant; to: Temporal.Instant },
): Promise<AddonSpending> {
  const { subscriptionId } = options
  const own = subscriptionId ? Prisma.sql`AND p.subscription_id = ${subscriptionId}::uuid` : Prisma.empty
  const [row] = await db.$queryRaw<[{ total: bigint; bought: Bought[] }]>`
    WITH paid AS (
      SELECT p.id,
        greatest(0, sum(l.amount_minor) FILTER (WHERE l.addon_id IS NOT NULL) - greatest(0, coalesce(max(y.refunded_minor), 0)
          - coalesce(sum(l.amount_minor) FILTER (WHERE l.plan_id IS NOT NULL), 0))) AS packs_minor
      FROM purchases p
      JOIN subscriptions s ON s.id = p.subscription_id
      JOIN product_families f ON f.id = s.family_id AND f.code = ${KEY_FAMILY}
      JOIN quote_lines l ON l.quote_id = p.quote_id
      LEFT JOIN payments y ON y.id = p.paid_by_payment_id
      WHERE p.fulfilled_at >= ${toDate(options.from)} AND p.fulfilled_at <= ${toDate(options.to)} ${own}
      GROUP BY p.id)
    SELECT coalesce((SELECT sum(packs_minor) FROM paid), 0)::bigint AS total,
      (SELECT coalesce(json_agg(json_build_object('code', b.code, 'name', b.name, 'quantity', b.quantity) ORDER BY b.quantity DESC, b.code), '[]')
       FROM (SELECT a.code, a.name, sum(l.quantity)::int AS quantity
             FROM paid JOIN purchases p ON p.id = paid.id JOIN quote_lines l ON l.quote_id = p.quote_id
             JOIN addons a ON a.id = l.addon_id GROUP BY a.code, a.name) b) AS bought`
  return { totalMinor: row.total, bought: row.bought }
}
