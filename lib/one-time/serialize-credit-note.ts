import { toInstant } from '#lib/calendar/instants.ts'
import type { StoredCreditNote } from '#lib/invoices/load-credit-notes.ts'
import { type CreditNoteObject, creditReason } from './schemas.ts'
import { serializeFee } from './serialize-fee.ts'
import { percentOf, serializeTax } from './tax-lines.ts'
import { toSeconds } from './wire-time-rules.ts'

/** S1.6 a credit note on the wire. */
export function serializeCreditNote(note: StoredCreditNote): CreditNoteObject {
  const { invoice, currency } = note
  const issuedAt = toSeconds(toInstant(note.issuedAt))
  const refunded = note.refund && note.refund.status !== 'failed' ? note.refund.amountMinor : 0n
  const credited = note.totalMinor - note.offsetMinor - refunded
  return {
    lago_id: note.id,
    id: note.id,
    billing_entity_code: note.issuer.code,
    sequential_id: note.sequence,
    number: note.number,
    lago_invoice_id: invoice.id,
    invoice_number: invoice.number,
    issuing_date: note.issueDate.toISOString().slice(0, 10),
    credit_status: credited === 0n ? null : note.balanceMinor > 0n ? 'available' : 'consumed',
    refund_status: note.refund && REFUND_STATUS[note.refund.status],
    reason: creditReason.catch('other').parse(note.reasonCode),
    description: note.reason || null,
    currency,
    total_amount_cents: Number(note.totalMinor),
    taxes_amount_cents: Number(note.taxMinor),
    taxes_rate: percentOf(note.taxes),
    sub_total_excluding_taxes_amount_cents: Number(note.totalMinor - note.taxMinor),
    coupons_adjustment_amount_cents: 0,
    balance_amount_cents: Number(note.balanceMinor),
    credit_amount_cents: Number(credited),
    refund_amount_cents: Number(refunded),
    offset_amount_cents: Number(note.offsetMinor),
    file_url: null,
    self_billed: false,
    created_at: issuedAt,
    updated_at: issuedAt,
    items: note.lines.map(({ id, amountMinor, invoiceLine }) => ({
      lago_id: id,
      amount_cents: Number(amountMinor),
      amount_currency: currency,
      fee: serializeFee(invoice, invoiceLine),
    })),
    applied_taxes: note.taxes.map((tax) => ({
      ...serializeTax(note, tax),
      base_amount_cents: Number(tax.baseMinor),
    })),
  }
}

const REFUND_STATUS = { pending: 'pending', processed: 'succeeded', failed: 'failed' } as const
