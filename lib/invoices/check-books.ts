import type { Database, Transaction } from '#lib/db/client.ts'
import { findWrongTerms } from './find-wrong-terms.ts'

/** What has to be true of the books, each as a query for what breaks it. A row says what is wrong in words. */
const RULES: Record<string, string> = {
  'journal entries balance': `
    SELECT 'entry ' || entry_id || ' is off by ' || sum(amount_minor) || ' ' || currency AS wrong
    FROM journal_postings GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0`,

  'payments − refunds = paid invoices − credit notes + balances': `
    WITH moved AS (
      SELECT customer_id, currency, amount_minor AS amount FROM payments WHERE status = 'captured'
      UNION ALL SELECT customer_id, currency, -amount_minor FROM refunds WHERE status = 'processed'
      UNION ALL SELECT customer_id, currency, -total_minor FROM invoices WHERE payment_status = 'succeeded'
      UNION ALL SELECT n.customer_id, n.currency, n.total_minor FROM credit_notes n
        JOIN invoices i ON i.id = n.invoice_id WHERE i.payment_status = 'succeeded'
      UNION ALL SELECT e.customer_id, p.currency, p.amount_minor
        FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id WHERE p.account = 'customer_balance')
    SELECT 'customer ' || customer_id || ' is off by ' || sum(amount) || ' ' || currency AS wrong
    FROM moved GROUP BY customer_id, currency HAVING sum(amount) <> 0`,

  'every captured payment is booked, in its amount': `
    SELECT 'payment ' || p.id AS wrong FROM payments p
    LEFT JOIN journal_entries e ON e.kind = 'payment' AND e.subject_id = p.id
    LEFT JOIN journal_postings j ON j.entry_id = e.id AND j.account = 'cash'
    WHERE (p.status = 'captured') <> (e.id IS NOT NULL) OR j.amount_minor <> p.amount_minor`,

  'every refund and every document is booked, in its amount': `
    WITH booked AS (
      SELECT e.kind, e.subject_id, sum(greatest(p.amount_minor, 0)) AS amount
      FROM journal_entries e JOIN journal_postings p ON p.entry_id = e.id
      GROUP BY e.kind, e.subject_id),
    due AS (
      SELECT 'refund' AS kind, id, amount_minor AS amount FROM refunds WHERE status = 'processed'
      UNION ALL SELECT 'invoice', id, total_minor FROM invoices
      UNION ALL SELECT 'settlement', i.id, i.total_minor - (SELECT coalesce(sum(n.offset_minor), 0)
        FROM credit_notes n WHERE n.invoice_id = i.id) FROM invoices i WHERE i.payment_status = 'succeeded'
      UNION ALL SELECT 'void', id, total_minor FROM invoices WHERE voided_at IS NOT NULL
      UNION ALL SELECT 'credit_note', id, total_minor FROM credit_notes)
    SELECT coalesce(d.kind, b.kind) || ' ' || coalesce(d.id, b.subject_id) AS wrong
    FROM due d FULL JOIN (SELECT * FROM booked WHERE kind <> 'payment') b ON b.kind = d.kind AND b.subject_id = d.id
    WHERE b.amount IS DISTINCT FROM d.amount`,

  'what is receivable is what unpaid invoices ask for': `
    WITH asked AS (
      SELECT i.customer_id, i.currency, -i.total_minor AS amount FROM invoices i
        WHERE i.payment_status <> 'succeeded' AND i.voided_at IS NULL
      UNION ALL SELECT n.customer_id, n.currency, n.offset_minor FROM credit_notes n
        JOIN invoices i ON i.id = n.invoice_id WHERE i.payment_status <> 'succeeded'
      UNION ALL SELECT e.customer_id, p.currency, p.amount_minor
        FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id WHERE p.account = 'receivable')
    SELECT 'customer ' || customer_id || ' is off by ' || sum(amount) || ' ' || currency AS wrong
    FROM asked GROUP BY customer_id, currency HAVING sum(amount) <> 0`,

  'numbers are consecutive': `
    WITH issued AS (
      SELECT issuer_id, 'invoice' AS series, financial_year, sequence FROM invoices
      UNION ALL SELECT issuer_id, 'credit_note', financial_year, sequence FROM credit_notes),
    counted AS (
      SELECT issuer_id, series, financial_year, count(*) AS count, min(sequence) AS first, max(sequence) AS last
      FROM issued GROUP BY issuer_id, series, financial_year)
    SELECT series || ' ' || financial_year || ': ' || coalesce(i.count, 0) || ' issued, ' || coalesce(i.first, 0)
      || ' to ' || coalesce(i.last, 0) || ', counter at ' || coalesce(c.last_sequence, 0) AS wrong
    FROM document_counters c FULL JOIN counted i USING (issuer_id, series, financial_year)
    WHERE coalesce(c.last_sequence, 0) <> coalesce(i.count, 0) OR i.first <> 1 OR i.last <> i.count`,

  'lines and their taxes add up to their invoice': `
    SELECT 'invoice ' || i.number AS wrong FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
    GROUP BY i.id HAVING coalesce(sum(l.net_minor), 0) <> i.subtotal_minor
      OR coalesce(sum(l.tax_minor), 0) <> i.tax_minor OR i.subtotal_minor + i.tax_minor <> i.total_minor
      OR bool_or(l.amount_minor <> l.net_minor + CASE WHEN i.prices_include_tax THEN l.tax_minor ELSE 0 END)`,

  'the parts of a tax add up to it, on what is taxed': `
    SELECT 'invoice ' || i.number || ', line ' || l.position AS wrong FROM invoice_lines l
    JOIN invoices i ON i.id = l.invoice_id LEFT JOIN invoice_line_taxes t ON t.line_id = l.id
    GROUP BY i.id, l.id HAVING coalesce(sum(t.amount_minor), 0) <> l.tax_minor
      OR bool_or(t.base_minor <> l.net_minor OR t.invoice_id <> l.invoice_id)
    UNION ALL SELECT 'credit note ' || n.number FROM credit_notes n
    LEFT JOIN credit_note_taxes t ON t.credit_note_id = n.id
    GROUP BY n.id HAVING coalesce(sum(t.amount_minor), 0) <> n.tax_minor`,

  'credit notes stay within their invoice': `
    SELECT 'invoice ' || i.number AS wrong FROM invoices i JOIN credit_notes n ON n.invoice_id = i.id
    GROUP BY i.id HAVING sum(n.total_minor) > i.total_minor`,

  'credited lines add up to their credit note, and stay within their line': `
    SELECT 'credit note ' || n.number AS wrong FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
    GROUP BY n.id HAVING sum(c.amount_minor + c.tax_minor) <> n.total_minor OR sum(c.tax_minor) <> n.tax_minor
    UNION ALL SELECT 'invoice ' || i.number || ', line ' || l.position FROM credit_note_lines c
    JOIN credit_notes n ON n.id = c.credit_note_id JOIN invoice_lines l ON l.id = c.invoice_line_id
    JOIN invoices i ON i.id = l.invoice_id
    GROUP BY i.id, l.id HAVING sum(c.amount_minor) > l.net_minor OR sum(c.tax_minor) > l.tax_minor
      OR bool_or(n.invoice_id <> i.id)`,

  'what is void was neither paid nor credited': `
    SELECT 'invoice ' || i.number AS wrong FROM invoices i LEFT JOIN credit_notes n ON n.invoice_id = i.id
    WHERE i.voided_at IS NOT NULL AND (n.id IS NOT NULL OR i.payment_status = 'succeeded')`,

  'an applied add-on has its customer’s invoice': `
    SELECT 'applied add-on ' || a.id AS wrong FROM applied_addons a JOIN invoices i ON i.id = a.invoice_id
    LEFT JOIN invoice_lines l ON l.invoice_id = i.id
    GROUP BY a.id, i.id HAVING i.customer_id <> a.customer_id OR i.currency <> a.currency
      OR sum(l.amount_minor) IS DISTINCT FROM a.amount_minor OR bool_or(l.addon_id IS DISTINCT FROM a.addon_id)`,

  'credited tax stays within the tax of its invoice': `
    WITH charged AS (
      SELECT invoice_id, code, rate_basis_points, sum(amount_minor) AS amount FROM invoice_line_taxes
      GROUP BY invoice_id, code, rate_basis_points),
    credited AS (
      SELECT n.invoice_id, t.code, t.rate_basis_points, sum(t.amount_minor) AS amount FROM credit_note_taxes t
      JOIN credit_notes n ON n.id = t.credit_note_id GROUP BY n.invoice_id, t.code, t.rate_basis_points)
    SELECT 'invoice ' || i.number || ', ' || d.code AS wrong FROM credited d JOIN invoices i ON i.id = d.invoice_id
    LEFT JOIN charged c USING (invoice_id, code, rate_basis_points)
    WHERE d.amount NOT BETWEEN least(coalesce(c.amount, 0), 0) AND greatest(coalesce(c.amount, 0), 0)`,

  'a captured payment has its invoice, or goes back': `
    SELECT 'payment ' || p.id AS wrong FROM payments p
    LEFT JOIN purchases c ON c.paid_by_payment_id = p.id
    LEFT JOIN invoices i ON i.purchase_id = c.id
    LEFT JOIN invoice_orders o ON o.paid_by_payment_id = p.id
    WHERE p.status = 'captured' AND i.id IS NULL AND o.id IS NULL
      AND p.amount_minor > (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r
        WHERE r.payment_id = p.id AND r.status <> 'failed')`,

  'an invoice that money paid was paid what it asked for, once, by its customer': `
    SELECT 'invoice ' || i.number AS wrong FROM invoice_orders o JOIN invoices i ON i.id = o.invoice_id
    LEFT JOIN payments p ON p.id = o.paid_by_payment_id
    WHERE o.customer_id <> i.customer_id OR (o.paid_by_payment_id IS NOT NULL AND (i.payment_status <> 'succeeded'
      OR p.status <> 'captured' OR p.invoice_order_id IS DISTINCT FROM o.id OR p.currency <> i.currency
      OR p.amount_minor <> i.total_minor - (SELECT coalesce(sum(n.offset_minor), 0) FROM credit_notes n
        WHERE n.invoice_id = i.id)))`,

  'what was given back is what was refunded': `
    SELECT 'payment ' || p.id AS wrong FROM payments p LEFT JOIN refunds r
      ON r.payment_id = p.id AND r.status = 'processed'
    GROUP BY p.id HAVING coalesce(sum(r.amount_minor), 0) <> p.refunded_minor`,

  'a fulfilled purchase holds every line of its quote, once': `
    SELECT 'purchase ' || c.id AS wrong FROM purchases c JOIN quote_lines q ON q.quote_id = c.quote_id
    LEFT JOIN terms t ON t.quote_line_id = q.id
    WHERE c.fulfilled_at IS NOT NULL AND q.action <> 'reduce' AND q.effective = 'now'
      AND (q.plan_id IS NULL OR q.unit_amount_minor > 0) AND (t.id IS NULL OR t.quantity <> q.quantity OR t.purchase_id <> c.id)`,

  'what cost something was paid, by money or by credit, and invoiced in full': `
    SELECT 'purchase ' || c.id AS wrong FROM purchases c
    LEFT JOIN payments p ON p.id = c.paid_by_payment_id
    LEFT JOIN invoices i ON i.purchase_id = c.id
    WHERE c.fulfilled_at IS NOT NULL AND c.amount_minor > 0
      AND (coalesce(p.amount_minor, 0) <> c.amount_minor - c.balance_minor
        OR p.status <> 'captured' OR i.total_minor IS DISTINCT FROM c.amount_minor)`,

  'nothing paid is held without a purchase that was fulfilled': `
    SELECT 'term ' || t.id AS wrong FROM terms t LEFT JOIN purchases c ON c.id = t.purchase_id
    WHERE t.source = 'paid' AND c.fulfilled_at IS NULL`,

  'what a refunded purchase paid for is withdrawn': `
    SELECT 'term ' || t.id AS wrong FROM terms t JOIN purchases c ON c.id = t.purchase_id
    WHERE c.status = 'refunded' AND t.withdrawn_at IS NULL AND t.ends_at > c.closed_at`,

  'what was withdrawn was refunded, canceled, reduced or replaced': `
    SELECT 'term ' || t.id AS wrong FROM terms t LEFT JOIN purchases c ON c.id = t.purchase_id
    WHERE t.withdrawn_at IS NOT NULL AND NOT CASE t.withdrawn_reason
      WHEN 'reduced' THEN EXISTS (SELECT 1 FROM purchases o JOIN quote_lines q ON q.quote_id = o.quote_id
        JOIN subscription_lines l ON l.id = t.line_id
        WHERE o.fulfilled_at = t.withdrawn_at AND q.action = 'reduce' AND q.addon_id = l.addon_id
          AND o.subscription_id = l.subscription_id)
      WHEN 'replaced' THEN EXISTS (SELECT 1 FROM purchases o JOIN quote_lines q ON q.quote_id = o.quote_id
        JOIN subscription_lines l ON l.id = t.line_id
        WHERE o.fulfilled_at = t.withdrawn_at AND q.action = 'plan' AND o.subscription_id = l.subscription_id)
      WHEN 'refunded' THEN c.status = 'refunded'
      WHEN 'canceled' THEN EXISTS (SELECT 1 FROM audit_entries a WHERE a.action = 'addon.canceled'
        AND a.subject = 'line:' || t.line_id AND a.at = t.withdrawn_at)
      ELSE false END`,

  'what renews begins where the one before ends, and is paid once': `
    SELECT 'purchase ' || c.id AS wrong FROM purchases c JOIN terms b ON b.id = c.renews_term_id
    JOIN terms t ON t.purchase_id = c.id AND t.quote_line_id IS NOT NULL
    WHERE t.starts_at < b.ends_at OR t.customer_id <> b.customer_id
    UNION ALL SELECT 'term ' || renews_term_id FROM purchases
    WHERE renews_term_id IS NOT NULL AND fulfilled_at IS NOT NULL GROUP BY renews_term_id HAVING count(*) > 1`,

  'a line ends when its last term does': `
    SELECT 'line ' || l.id AS wrong FROM subscription_lines l JOIN terms t ON t.line_id = l.id
    GROUP BY l.id HAVING bool_and(t.withdrawn_at IS NULL)
      AND l.ends_at IS DISTINCT FROM CASE WHEN bool_or(t.ends_at IS NULL) THEN NULL ELSE max(t.ends_at) END`,
}

const REBUILT = 'what is held is what the purchases make of it'

/**
 * Checks that the books agree with each other and with what is held (DESIGN invariants 5, 9, 10): all of it in one
 * snapshot, so that it can run beside a living product. Answers every violation in words; none is the good answer.
 */
export async function checkBooks(db: Database): Promise<{ rules: number; violations: string[] }> {
  const violations = await db.$transaction(findViolations, {
    isolationLevel: 'RepeatableRead',
    timeout: 300_000,
  })
  return { rules: Object.keys(RULES).length + 1, violations }
}

/** As `checkBooks`, on what one transaction sees. */
export async function findViolations(tx: Transaction): Promise<string[]> {
  const found: string[] = []
  for (const [rule, query] of Object.entries(RULES)) {
    const rows = await tx.$queryRawUnsafe<{ wrong: string }[]>(query)
    found.push(...rows.map(({ wrong }) => `${rule}: ${wrong}`))
  }
  const wrong = await findWrongTerms(tx)
  return [...found, ...wrong.map((term) => `${REBUILT}: ${term}`)]
}
