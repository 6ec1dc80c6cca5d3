import { toInstant, toInstantOrNull } from '#lib/calendar/instants.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import type { FeeObject } from './schemas.ts'
import { percentOf, serializeTax } from './tax-lines.ts'
import { toSeconds } from './wire-time-rules.ts'

/** What a line takes from its invoice. */
type Document = Pick<StoredInvoice, 'id' | 'currency' | 'customer' | 'paymentStatus' | 'issuedAt'>

/** S1.4 a line of an invoice on the wire. What was sold is called as it was called that day. */
export function serializeFee(invoice: Document, line: StoredInvoice['lines'][number]): FeeObject {
  const { currency } = invoice
  const isPlan = line.planId !== null
  const time = (date: Date | null) => {
    const instant = toInstantOrNull(date)
    return instant && toSeconds(instant)
  }
  return {
    lago_id: line.id,
    lago_invoice_id: invoice.id,
    lago_subscription_id: null,
    external_subscription_id: null,
    lago_customer_id: invoice.customer.id,
    external_customer_id: invoice.customer.externalId,
    item: {
      type: isPlan ? 'subscription' : 'add_on',
      code: line.itemCode,
      name: line.itemName ?? line.description,
      description: line.details,
      invoice_display_name: line.description,
      lago_item_id: line.addonId ?? line.planId,
      item_type: isPlan ? 'Subscription' : 'AddOn',
    },
    pay_in_advance: false,
    invoiceable: true,
    amount_cents: Number(line.netMinor),
    amount_currency: currency,
    taxes_amount_cents: Number(line.taxMinor),
    taxes_rate: percentOf(line.taxes),
    total_amount_cents: Number(line.netMinor + line.taxMinor),
    total_amount_currency: currency,
    units: unitsOf(line.quantity.toString()),
    unit_amount_cents: Number(line.unitAmountMinor),
    precise_unit_amount: toDecimalString(line.unitAmountMinor, currency),
    description: line.details,
    payment_status: invoice.paymentStatus,
    from_date: time(line.periodStart),
    to_date: time(line.periodEnd),
    created_at: toSeconds(toInstant(invoice.issuedAt)),
    applied_taxes: line.taxes.map((tax) => serializeTax(invoice, tax)),
  }
}

/** Lago's units have a decimal always: `2.0`. */
function unitsOf(quantity: string): string {
  return quantity.includes('.') ? quantity : `${quantity}.0`
}
