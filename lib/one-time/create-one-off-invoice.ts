import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type InvoiceLineInput, issueInvoice } from '#lib/invoices/issue-invoice.ts'
import { sendInvoice } from '#lib/invoices/send-invoice.ts'
import { parseUnits } from '#lib/money/units.ts'
import { findCustomer } from './find-customer.ts'
import { findOneTimeAddon } from './find-one-time-addon.ts'
import { invoiceLineOf } from './invoice-line-rules.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { refuseOtherCurrency } from './refuse-other-currency.ts'
import { type CreateInvoiceRequest, type FeeRequest, MAX_AMOUNT } from './schemas.ts'

/**
 * Issues an invoice of several one-time add-ons (S1.4), finalized and unpaid. Throws `customer_not_found`,
 * `add_on_not_found`, `tax_not_found`, `currencies_does_not_match`; `value_is_out_of_range` for a time that ends before
 * it begins and for more than an invoice can ask for.
 *
 * @param options.userId the member of staff who does it
 */
export async function createOneOffInvoice(
  tx: Transaction,
  options: { request: CreateInvoiceRequest; userId: string; requestId: string; now: Temporal.Instant },
): Promise<{ invoiceId: string }> {
  const { request, userId, requestId, now } = options
  const customer = await findCustomer(tx, request)
  const sold: { addon: OneTimeAddon; line: InvoiceLineInput }[] = []
  for (const [position, fee] of request.fees.entries()) {
    const addon = await findOneTimeAddon(tx, fee.add_on_code ?? fee.add_on_id ?? '')
    sold.push({ addon, line: lineOf({ addon, fee, position }) })
  }
  const [first] = sold
  if (!first) throw new RangeError('an invoice is about something')
  const { seller, price } = first.addon
  const currency = request.currency ?? price.currency
  for (const { addon } of sold) refuseOtherCurrency(addon, currency)
  if (sold.some(({ addon }) => addon.seller.familyId !== seller.familyId)) {
    throw refusal({ field: 'fees', code: 'value_is_invalid', detail: 'One invoice is of one seller.' })
  }
  const lines = sold.map(({ line }) => line)
  if (lines.reduce((sum, line) => sum + line.amountMinor, 0n) > MAX_AMOUNT) {
    throw refusal({
      field: 'fees',
      code: 'value_is_out_of_range',
      detail: 'This is more than one invoice can ask for.',
    })
  }
  const invoice = await issueInvoice(tx, {
    ...seller,
    customerId: customer.id,
    purchaseId: null,
    type: 'one_off',
    currency,
    lines,
    now,
  })
  await sendInvoice(tx, { invoiceId: invoice.id, now })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'invoice.created',
    subject: `invoice:${invoice.id}`,
    customerId: customer.id,
    requestId,
    data: { number: invoice.number },
    now,
  })
  return { invoiceId: invoice.id }
}

function lineOf(options: { addon: OneTimeAddon; fee: FeeRequest; position: number }): InvoiceLineInput {
  const { addon, fee, position } = options
  const [from, to] = [toMoment(fee.from_datetime), toMoment(fee.to_datetime)]
  if (from && to && Temporal.Instant.compare(from, to) > 0) {
    const field = `fees.${position}.to_datetime`
    throw refusal({ field, code: 'value_is_out_of_range', detail: 'The time ends before it begins.' })
  }
  return invoiceLineOf({
    addon,
    unitAmountMinor: BigInt(fee.unit_amount_cents ?? addon.price.amountMinor),
    units: parseUnits(fee.units ?? 1),
    displayName: fee.invoice_display_name ?? fee.name,
    details: fee.description,
    from,
    to,
    taxCodes: fee.tax_codes,
  })
}

/** A day is meant from its beginning, in UTC. */
function toMoment(text: string | null | undefined): Temporal.Instant | null {
  if (!text) return null
  return Temporal.Instant.from(text.includes('T') ? text : `${text}T00:00:00Z`)
}

function refusal(options: { field: string; code: string; detail: string }) {
  return new DomainError({ kind: 'invalid', ...options })
}
