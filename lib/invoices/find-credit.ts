import { database } from '#lib/db/client.ts'

/**
 * What a customer has paid more than it was charged, by currency, in minor units: credit notes that stay with us, less
 * what of it has been used. Money that is on its way back is not counted.
 */
export async function findCredit(customerId: string): Promise<{ currency: string; amountMinor: bigint }[]> {
  const rows = await database().$queryRaw<{ currency: string; amount: string }[]>`
    WITH moved AS (
      SELECT p.currency, -p.amount_minor AS amount
      FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id
      WHERE e.customer_id = ${customerId}::uuid AND p.account = 'customer_balance'
      UNION ALL
      SELECT r.currency, -r.amount_minor FROM refunds r
      LEFT JOIN credit_notes n ON n.refund_id = r.id
      LEFT JOIN purchases c ON c.paid_by_payment_id = r.payment_id
      LEFT JOIN invoices i ON i.purchase_id = c.id
      LEFT JOIN invoice_orders o ON o.paid_by_payment_id = r.payment_id
      WHERE r.customer_id = ${customerId}::uuid AND r.status = 'pending'
        AND (n.id IS NOT NULL OR coalesce(i.id, o.id) IS NULL))
    SELECT currency, sum(amount)::text AS amount FROM moved GROUP BY currency HAVING sum(amount) > 0
    ORDER BY currency`
  return rows.map(({ currency, amount }) => ({ currency, amountMinor: BigInt(amount) }))
}
