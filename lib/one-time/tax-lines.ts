import { toInstant } from '#lib/calendar/instants.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import type { FeeObject, InvoiceObject } from './schemas.ts'
import { toSeconds } from './wire-time-rules.ts'

type Tax = Pick<
  StoredInvoice['lines'][number]['taxes'][number],
  'id' | 'code' | 'name' | 'rateBasisPoints' | 'baseMinor' | 'amountMinor'
>

/** All of a line's rates, in percent. */
export function percentOf(taxes: readonly Pick<Tax, 'rateBasisPoints'>[]): number {
  return taxes.reduce((sum, { rateBasisPoints }) => sum + rateBasisPoints, 0) / 100
}

/** A tax on the wire. */
export function serializeTax(
  document: { currency: string; issuedAt: Date },
  tax: Tax,
): FeeObject['applied_taxes'][number] {
  return {
    lago_id: tax.id,
    tax_name: tax.name,
    tax_code: tax.code,
    tax_rate: tax.rateBasisPoints / 100,
    tax_description: null,
    amount_cents: Number(tax.amountMinor),
    amount_currency: document.currency,
    created_at: toSeconds(toInstant(document.issuedAt)),
  }
}

/** The taxes of an invoice on the wire: each kind once, over all lines that have it. */
export function documentTaxes(invoice: StoredInvoice): InvoiceObject['applied_taxes'] {
  const kinds = new Map<string, Tax>()
  for (const tax of invoice.lines.flatMap((line) => line.taxes)) {
    const key = `${tax.code} ${tax.rateBasisPoints}`
    const { baseMinor, amountMinor } = kinds.get(key) ?? { baseMinor: 0n, amountMinor: 0n }
    const sums = { baseMinor: baseMinor + tax.baseMinor, amountMinor: amountMinor + tax.amountMinor }
    kinds.set(key, { ...tax, ...sums })
  }
  return [...kinds.values()].map((tax) => ({
    ...serializeTax(invoice, tax),
    fees_amount_cents: Number(tax.baseMinor),
  }))
}
