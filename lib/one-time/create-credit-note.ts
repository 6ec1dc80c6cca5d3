import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import {
  type CreditableLine,
  type CreditRefusal,
  creditLines,
  type LinesCredit,
} from '#lib/invoices/credit-line-rules.ts'
import { issueCreditNote } from '#lib/invoices/issue-credit-note.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { remainingOf } from '#lib/invoices/tax-of-credit.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { type CreditWish, type DestinationRefusal, divideWish } from './credit-destination-rules.ts'
import { findPayment, type InvoicePayment } from './find-payment.ts'
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
  const { payment, invoice, keepsBalance } = await lockDocument(tx, request.invoice_id)
  if (invoice.voidedAt !== null) {
    throw new DomainError({
      kind: 'refused',
      code: 'not_creditable',
      detail: 'A void invoice asks for nothing.',
    })
  }
  const credit = await creditOf(tx, { invoice, items: request.items, underWay: payment?.underWayMinor ?? 0n })
  const wish = divideWish({
    wish: wishOf(request),
    totalMinor: credit.totalMinor,
    isPaid: invoice.paymentStatus === 'succeeded',
    refundableMinor: payment?.refundableMinor ?? 0n,
    keepsBalance,
  })
  if ('refused' in wish) throw refusal(wish.field, wish.refused)
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
  const entry = { actor: `user:${userId}`, subject: `invoice:${invoice.id}`, customerId, requestId, now }
  await recordAudit(tx, { ...entry, action: 'invoice.credited', data: { number: note.number } })
  return { creditNoteId: note.id }
}

/** Locks in the one order: subscription, invoice. */
async function lockDocument(
  tx: Transaction,
  id: string,
): Promise<{ payment: InvoicePayment | null; invoice: StoredInvoice; keepsBalance: boolean }> {
  const purchase = await lockPurchase(tx, (await loadInvoice(tx, id)).purchaseId)
  const invoice = await lockInvoice(tx, id)
  return {
    invoice,
    payment: await findPayment(tx, purchase ? purchase.paidByPaymentId : await findPayingOf(tx, id)),
    keepsBalance: !purchase || paymentProvider(purchase.provider).subscriptionBilling === null,
  }
}

async function lockPurchase(tx: Transaction, id: string | null) {
  if (id === null) return null
  const purchase = await tx.purchase.findUniqueOrThrow({ where: { id } })
  await lockSubscription(tx, purchase.subscriptionId)
  return purchase
}

/** The payment of an invoice that was issued first and paid after. */
async function findPayingOf(tx: Transaction, invoiceId: string): Promise<string | null> {
  const paying = await tx.invoiceOrder.findFirst({ where: { invoiceId, paidByPaymentId: { not: null } } })
  return paying?.paidByPaymentId ?? null
}

async function creditOf(
  tx: Transaction,
  options: { invoice: StoredInvoice; items: CreateCreditNoteRequest['items']; underWay: bigint },
): Promise<LinesCredit> {
  const { invoice, underWay } = options
  const remaining = await remainingOf(tx, invoice.id)
  const items = options.items.map((item) => ({ lineId: item.fee_id, netMinor: BigInt(item.amount_cents) }))
  const credit = creditLines({ lines: creditableLines(invoice), items, remaining })
  if (credit === 'fee_not_found') {
    throw new DomainError({ kind: 'not_found', code: credit, detail: 'The invoice has no such line.' })
  }
  if (typeof credit === 'string') throw refusal('amount_cents', credit)
  // What is on its way back already will have a credit note of its own.
  const left = remaining.components.reduce((sum, tax) => sum + tax.amountMinor, remaining.netMinor) - underWay
  if (credit.totalMinor > left) throw refusal('base', 'higher_than_remaining_invoice_amount')
  return credit
}

function creditableLines(invoice: StoredInvoice): CreditableLine[] {
  return invoice.lines.map(({ id, netMinor, taxes, credited }) => ({
    id,
    netMinor,
    taxes: taxes.map(({ code, name, rateBasisPoints, baseMinor, amountMinor }) => ({
      ...{ code, name, rateBasisPoints, baseMinor, amountMinor },
    })),
    creditedMinor: credited.reduce((sum, line) => sum + line.amountMinor, 0n),
  }))
}

function wishOf(request: CreateCreditNoteRequest): CreditWish {
  return {
    creditMinor: BigInt(request.credit_amount_cents ?? 0),
    refundMinor: BigInt(request.refund_amount_cents ?? 0),
    offsetMinor: BigInt(request.offset_amount_cents ?? 0),
  }
}

const REASONS = {
  higher_than_remaining_fee_amount: 'This is more than what remains of the line.',
  higher_than_remaining_invoice_amount: 'This is more than what remains of the invoice.',
  cannot_refund_unpaid_invoice: 'Nothing was paid that could be refunded.',
  cannot_credit_invoice: 'The payment provider keeps this customer’s balance: refund the amount instead.',
  does_not_match_item_amounts: 'The amounts do not add up to the lines with their tax.',
} satisfies Record<Exclude<CreditRefusal, 'fee_not_found'> | DestinationRefusal, string>

function refusal(field: string, code: keyof typeof REASONS) {
  return new DomainError({ kind: 'invalid', code, field, detail: REASONS[code] })
}
