import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { issueCreditNote } from '#lib/invoices/issue-credit-note.ts'
import { sendCreditNote } from '#lib/invoices/send-credit-note.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { type CreditWish, divideWish } from './credit-destination-rules.ts'
import { creditOfLines } from './credit-of-lines.ts'
import { creditRefusal } from './credit-refusal.ts'
import { lockCreditStanding } from './credit-standing.ts'
import type { CreateCreditNoteRequest } from './schemas.ts'

/**
 * Credits lines of an invoice (S1.6), never more than what remains of a line, of the invoice, or, for what goes back,
 * of the payment. On an unpaid invoice it asks for less; on a paid one the money goes to the customer's balance, or back
 * through the provider: then a worker sends it. Throws `invoice_not_found`, `fee_not_found`, `not_creditable` for a void
 * invoice, and Lago's words for amounts.
 *
 * @param options.userId the member of staff who does it
 */
export async function createCreditNote(
  tx: Transaction,
  options: { request: CreateCreditNoteRequest; userId: string; requestId: string; now: Temporal.Instant },
): Promise<{ creditNoteId: string }> {
  const { request, userId, requestId, now } = options
  const standing = await lockCreditStanding(tx, request.invoice_id)
  const { payment, invoice, keepsBalance } = standing
  if (invoice.voidedAt !== null) {
    throw new DomainError({
      kind: 'refused',
      code: 'not_creditable',
      detail: 'A void invoice asks for nothing.',
    })
  }
  const items = request.items.map((item) => ({ lineId: item.fee_id, netMinor: BigInt(item.amount_cents) }))
  const credit = await creditOfLines(tx, { standing, items })
  const wish = divideWish({
    wish: wishOf(request),
    totalMinor: credit.totalMinor,
    isPaid: invoice.paymentStatus === 'succeeded',
    refundableMinor: payment?.refundableMinor ?? 0n,
    keepsBalance,
  })
  if ('refused' in wish) throw creditRefusal(wish.field, wish.refused)
  const reasonCode = request.reason ?? 'other'
  const reason = request.description ?? ''
  const { customerId, currency } = invoice
  const refund =
    payment && wish.refundMinor > 0n
      ? await requestRefund(tx, {
          paymentId: payment.id,
          customerId,
          amountMinor: wish.refundMinor,
          currency,
          reason: reason || reasonCode,
          now,
        })
      : null
  const note = await issueCreditNote(tx, {
    invoiceId: invoice.id,
    refundId: refund?.refundId ?? null,
    amountMinor: credit.totalMinor,
    credit,
    offsetMinor: wish.offsetMinor,
    reasonCode,
    reason,
    now,
  })
  await sendCreditNote(tx, { creditNoteId: note.id, now })
  const entry = { actor: `user:${userId}`, subject: `invoice:${invoice.id}`, customerId, requestId, now }
  await recordAudit(tx, { ...entry, action: 'invoice.credited', data: { number: note.number } })
  return { creditNoteId: note.id }
}

function wishOf(request: CreateCreditNoteRequest): CreditWish {
  return {
    creditMinor: BigInt(request.credit_amount_cents ?? 0),
    refundMinor: BigInt(request.refund_amount_cents ?? 0),
    offsetMinor: BigInt(request.offset_amount_cents ?? 0),
  }
}
