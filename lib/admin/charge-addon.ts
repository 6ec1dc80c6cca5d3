import type { Transaction } from '#lib/db/client.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { applyAddon } from '#lib/one-time/apply-addon.ts'
import type { ChargeAnswer, ChargeRequest } from './one-time-schemas.ts'

/** S1.3 from the desk: what `POST /api/v1/applied_add_ons` does, in words of our own. Throws what `applyAddon` throws. */
export async function chargeAddon(
  tx: Transaction,
  options: {
    customerId: string
    request: ChargeRequest
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<ChargeAnswer> {
  const { customerId, request, ...by } = options
  const applied = await applyAddon(tx, {
    request: { customer_id: customerId, add_on_id: request.addonId, amount_cents: request.amountMinor },
    ...by,
  })
  const { id, number, totalMinor, currency } = await loadInvoice(tx, applied.invoiceId)
  return { id: applied.id, invoice: { id, number, totalMinor: Number(totalMinor), currency } }
}
