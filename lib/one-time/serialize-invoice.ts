import { toInstant, toInstantOrNull } from '#lib/calendar/instants.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { customerOnDocument } from './customer-on-document.ts'
import type { InvoiceDetailObject, InvoiceObject } from './schemas.ts'
import { serializeFee } from './serialize-fee.ts'
import { documentTaxes } from './tax-lines.ts'
import { toSeconds } from './wire-time-rules.ts'

/** The layout of Lago's invoices that has amounts with and without tax. */
const VERSION = 4

/** S1.4 an invoice on the wire, with what it says on the day it was issued. */
export function serializeInvoice(invoice: StoredInvoice, now: Temporal.Instant): InvoiceObject {
  const issuedAt = toSeconds(toInstant(invoice.issuedAt))
  const issuingDate = invoice.issueDate.toISOString().slice(0, 10)
  const voidedAt = toInstantOrNull(invoice.voidedAt)
  const isOpen = voidedAt === null && invoice.paymentStatus !== 'succeeded'
  const offset = invoice.creditNotes.reduce((sum, note) => sum + note.offsetMinor, 0n)
  return {
    lago_id: invoice.id,
    id: invoice.id,
    billing_entity_code: invoice.issuer.code,
    sequential_id: invoice.sequence,
    number: invoice.number,
    issuing_date: issuingDate,
    payment_due_date: issuingDate,
    net_payment_term: 0,
    invoice_type: typeOf(invoice.type),
    status: voidedAt === null ? 'finalized' : 'voided',
    payment_status: invoice.paymentStatus,
    payment_overdue: isOpen && issuingDate < dayOf(now, invoice.issuer.timeZone),
    payment_dispute_lost_at: null,
    currency: invoice.currency,
    fees_amount_cents: Number(invoice.subtotalMinor),
    taxes_amount_cents: Number(invoice.taxMinor),
    coupons_amount_cents: 0,
    progressive_billing_credit_amount_cents: 0,
    prepaid_credit_amount_cents: 0,
    credit_notes_amount_cents: 0,
    sub_total_excluding_taxes_amount_cents: Number(invoice.subtotalMinor),
    sub_total_including_taxes_amount_cents: Number(invoice.totalMinor),
    total_amount_cents: Number(invoice.totalMinor),
    total_due_amount_cents: isOpen ? Number(invoice.totalMinor - offset) : 0,
    file_url: null,
    version_number: VERSION,
    self_billed: false,
    created_at: issuedAt,
    updated_at: voidedAt === null ? issuedAt : toSeconds(voidedAt),
    voided_at: voidedAt && toSeconds(voidedAt),
    customer: customerOnDocument(invoice),
    applied_taxes: documentTaxes(invoice),
    metadata: [],
  }
}

/** As `serializeInvoice`, with the lines. */
export function serializeInvoiceDetail(invoice: StoredInvoice, now: Temporal.Instant): InvoiceDetailObject {
  return {
    ...serializeInvoice(invoice, now),
    fees: invoice.lines.map((line) => serializeFee(invoice, line)),
  }
}

/** Documents of purchases were all called so once. */
function typeOf(type: string): InvoiceObject['invoice_type'] {
  return type === 'one_off' || type === 'subscription' ? type : 'add_on'
}

function dayOf(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toPlainDate().toString()
}
