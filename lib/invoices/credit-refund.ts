import type { Transaction } from '#lib/db/client.ts'
import { smallerOf } from '#lib/money/money.ts'
import { issueCreditNote } from './issue-credit-note.ts'
import { lockInvoice } from './lock-invoice.ts'
import { sendCreditNote } from './send-credit-note.ts'
import { remainingOf } from './tax-of-credit.ts'

/**
 * The credit note of money that went back, once per refund. What was credited before, and then paid back all the same,
 * is not credited again: the refund takes it off the customer's balance. The customer gets it by mail. Minor units. Call it last in the transaction.
 */
export async function creditRefund(
  tx: Transaction,
  options: {
    invoiceId: string
    refundId: string
    amountMinor: bigint
    reason: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { id } = await lockInvoice(tx, options.invoiceId)
  if (await tx.creditNote.findUnique({ where: { refundId: options.refundId } })) return
  const { netMinor, components } = await remainingOf(tx, id)
  const remaining = components.reduce((sum, tax) => sum + tax.amountMinor, netMinor)
  const amountMinor = smallerOf(options.amountMinor, remaining)
  if (amountMinor <= 0n) return
  const note = await issueCreditNote(tx, { ...options, amountMinor })
  await sendCreditNote(tx, { creditNoteId: note.id, now: options.now })
}
