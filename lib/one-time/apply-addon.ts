import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { issueInvoice } from '#lib/invoices/issue-invoice.ts'
import { sendInvoice } from '#lib/invoices/send-invoice.ts'
import type { Money } from '#lib/money/money.ts'
import { findCustomer, type PayingCustomer } from './find-customer.ts'
import { findOneTimeAddon } from './find-one-time-addon.ts'
import { invoiceLineOf } from './invoice-line-rules.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { refuseOtherCurrency } from './refuse-other-currency.ts'
import type { ApplyAddOnRequest } from './schemas.ts'

export type AppliedAddon = {
  id: string
  addon: OneTimeAddon
  customer: PayingCustomer
  invoiceId: string
  price: Money
  createdAt: Temporal.Instant
}

/**
 * Charges an add-on to a customer once (S1.3): an invoice, finalized and unpaid, at the add-on's price or at another
 * in its currency. Throws `customer_not_found`, `add_on_not_found`, `currencies_does_not_match`.
 *
 * @param options.userId the member of staff who does it
 */
export async function applyAddon(
  tx: Transaction,
  options: { request: ApplyAddOnRequest; userId: string; requestId: string; now: Temporal.Instant },
): Promise<AppliedAddon> {
  const { request, userId, requestId, now } = options
  const customer = await findCustomer(tx, request)
  const addon = await findOneTimeAddon(tx, request.add_on_code ?? request.add_on_id ?? '')
  const price = {
    amountMinor: BigInt(request.amount_cents ?? addon.price.amountMinor),
    currency: request.amount_currency ?? addon.price.currency,
  }
  refuseOtherCurrency(addon, price.currency)
  const invoice = await issueInvoice(tx, {
    ...addon.seller,
    customerId: customer.id,
    purchaseId: null,
    type: 'add_on',
    currency: price.currency,
    lines: [invoiceLineOf({ addon, unitAmountMinor: price.amountMinor })],
    now,
  })
  const created = await tx.appliedAddon.create({
    data: {
      customerId: customer.id,
      addonId: addon.id,
      invoiceId: invoice.id,
      ...price,
      createdAt: toDate(now),
    },
  })
  await sendInvoice(tx, { invoiceId: invoice.id, now })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'addon.applied',
    subject: `addon:${addon.id}`,
    customerId: customer.id,
    requestId,
    data: { invoice: invoice.number, amountMinor: Number(price.amountMinor), currency: price.currency },
    now,
  })
  return { id: created.id, addon, customer, invoiceId: invoice.id, price, createdAt: now }
}
