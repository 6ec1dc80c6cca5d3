import { withDatabase } from './open-database.ts'
import type { Account, Product } from './product.ts'

/**
 * Gives a customer one of an add-on for a while, as staff may: nothing is charged, and nothing renews it. What is bought
 * ends only with its period.
 */
export async function giveAddon(options: {
  product: Product
  account: Account
  addon: string
  now: Temporal.Instant
  until: Temporal.Instant
}): Promise<void> {
  const { product, account, addon, now, until } = options
  await withDatabase(product, async (client) => {
    const given = await client.query(
      `WITH held AS (
         SELECT s.id AS subscription_id, s.customer_id, a.id AS addon_id FROM subscriptions s
         JOIN customers c ON c.id = s.customer_id AND c.external_id = $1
         JOIN addons a ON a.family_id = s.family_id AND a.code = $2),
       line AS (
         INSERT INTO subscription_lines (id, subscription_id, customer_id, addon_id, started_at, ends_at, created_at, updated_at)
         SELECT uuidv7(), subscription_id, customer_id, addon_id, $3::timestamptz, $4::timestamptz, $3, $3 FROM held
         ON CONFLICT (subscription_id, addon_id) DO UPDATE SET ends_at = EXCLUDED.ends_at RETURNING id, customer_id),
       term AS (
         INSERT INTO terms (id, line_id, customer_id, quantity, starts_at, ends_at, unit_amount_minor, currency, source, created_at)
         SELECT uuidv7(), id, customer_id, 1, $3, $4, 0, 'EUR', 'comp', $3 FROM line RETURNING id)
       UPDATE subscriptions SET version = version + 1 FROM held WHERE id = held.subscription_id`,
      [account.customerId, addon, now.toString(), until.toString()],
    )
    if (given.rowCount !== 1) throw new Error(`${addon} was not given to ${account.email}`)
  })
}
