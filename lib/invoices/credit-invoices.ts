import type { Transaction } from '#lib/db/client.ts'
import { smallerOf } from '#lib/money/money.ts'
import { issueCreditNote } from './issue-credit-note.ts'

/**
 * Credits an amount to the customer's balance, on the invoices of these purchases, the newest first and never more
 * than what remains of each. What is left then is credited on the customer's newest other invoices. Throws when there
 * is nothing to credit it on: nobody gets back what was never paid. Minor units. Call it last in the transaction.
 */
export async function creditInvoices(
  tx: Transaction,
  options: {
    customerId: string
    purchaseIds: readonly string[]
    amountMinor: bigint
    reason: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { customerId, reason, now } = options
  // In one order, and before the first number is taken: what remains of them must not change meanwhile.
  await tx.$executeRaw`SELECT 1 FROM invoices WHERE customer_id = ${customerId}::uuid ORDER BY id FOR NO KEY UPDATE`
  const invoices = await tx.invoice.findMany({
    where: { customerId, paymentStatus: 'succeeded' },
    include: { creditNotes: { select: { totalMinor: true } } },
    orderBy: { issuedAt: 'desc' },
  })
  const paidFor = (invoice: { purchaseId: string | null }) =>
    invoice.purchaseId !== null && options.purchaseIds.includes(invoice.purchaseId)
  let left = options.amountMinor
  for (const invoice of [...invoices.filter(paidFor), ...invoices.filter((other) => !paidFor(other))]) {
    const remaining =
      invoice.totalMinor - invoice.creditNotes.reduce((sum, note) => sum + note.totalMinor, 0n)
    const amountMinor = smallerOf(left, remaining)
    if (amountMinor <= 0n) continue
    await issueCreditNote(tx, { invoiceId: invoice.id, refundId: null, amountMinor, reason, now })
    left -= amountMinor
    if (left === 0n) return
  }
  throw new Error(`${left} of a credit belong to no invoice of customer ${customerId}`)
}
