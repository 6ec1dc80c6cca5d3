import type { AppliedAddon } from './apply-addon.ts'
import type { AppliedAddOnObject } from './schemas.ts'
import { toSeconds } from './wire-time-rules.ts'

/** S1.3 an applied add-on on the wire. */
export function serializeAppliedAddOn(applied: AppliedAddon): AppliedAddOnObject {
  const { addon, customer, invoiceId, price } = applied
  return {
    lago_id: applied.id,
    id: applied.id,
    lago_add_on_id: addon.id,
    add_on_id: addon.id,
    add_on_code: addon.code,
    lago_customer_id: customer.id,
    customer_id: customer.externalId,
    external_customer_id: customer.externalId,
    lago_invoice_id: invoiceId,
    invoice_id: invoiceId,
    amount_cents: Number(price.amountMinor),
    amount_currency: price.currency,
    created_at: toSeconds(applied.createdAt),
  }
}
