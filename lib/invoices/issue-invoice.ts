import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { type TaxedLine, taxInvoice } from '#lib/tax/tax-invoice.ts'
import { postEntry } from './post-entry.ts'
import { takeNumber } from './take-number.ts'

export type InvoiceLineInput = {
  addonId: string | null
  planId: string | null
  description: string
  /** What else the customer is told of it. */
  details?: string | null
  /** What was sold, as it is called today. */
  itemCode?: string
  itemName?: string
  /** A decimal number as text where it need not be whole: hours of work. */
  quantity: number | string
  unitAmountMinor: bigint
  /** With its tax where prices include it. Negative: a credit on the same bill. */
  amountMinor: bigint
  /** The issuer's taxes it has; without: those of the add-on, the customer or the family. */
  taxCodes?: readonly string[] | null
  /** What the provider's own bill calls tax: kept as it says. */
  providerTaxMinor?: bigint
  periodStart: Temporal.Instant | null
  periodEnd: Temporal.Instant | null
}

/**
 * Issues an invoice: finalized at once, numbered, with names, addresses and taxes as they are today. That of a
 * purchase is paid, and there is one; one without a purchase asks for its total, unless that is nothing. Call it last
 * in the transaction (see `takeNumber`). Throws what `taxInvoice` throws.
 *
 * @param options.pricesIncludeTax whether the lines' amounts contain their tax, or it comes on top
 */
export async function issueInvoice(
  tx: Transaction,
  options: {
    issuerId: string
    customerId: string
    familyId: string | null
    purchaseId: string | null
    type: 'add_on' | 'one_off'
    currency: string
    pricesIncludeTax: boolean
    lines: InvoiceLineInput[]
    now: Temporal.Instant
  },
): Promise<{ id: string; number: string; totalMinor: bigint }> {
  const { issuerId, customerId, purchaseId, type, currency, pricesIncludeTax, now } = options
  const taxed = await taxInvoice(tx, options)
  const { subtotalMinor, taxMinor, totalMinor, placeOfSupply, reverseCharge } = taxed
  const isPaid = purchaseId !== null || totalMinor === 0n
  const taken = await takeNumber(tx, { issuerId, series: 'invoice', now })
  const invoice = await tx.invoice.create({
    data: {
      ...taken,
      issuerId,
      customerId,
      purchaseId,
      type,
      issuedAt: toDate(now),
      currency,
      subtotalMinor,
      taxMinor,
      totalMinor,
      pricesIncludeTax,
      placeOfSupply,
      reverseCharge,
      taxNotes: taxed.notes,
      paymentStatus: isPaid ? 'succeeded' : 'pending',
      issuerSnapshot: taxed.issuerSnapshot,
      customerSnapshot: taxed.customerSnapshot,
    },
  })
  await writeLines(tx, invoice.id, taxed.lines)
  const booked = { customerId, subjectId: invoice.id, amountMinor: totalMinor, currency, now }
  await postEntry(tx, { ...booked, kind: 'invoice', debit: 'receivable', credit: 'revenue' })
  if (isPaid) {
    await postEntry(tx, { ...booked, kind: 'settlement', debit: 'customer_balance', credit: 'receivable' })
  }
  return { id: invoice.id, number: taken.number, totalMinor }
}

/** All at once: everybody who wants the next number waits. */
async function writeLines(tx: Transaction, invoiceId: string, lines: readonly TaxedLine<InvoiceLineInput>[]) {
  const written = await tx.invoiceLine.createManyAndReturn({
    data: lines.map(({ line: { taxCodes, ...line }, tax, hsnSac }, position) => ({
      ...line,
      invoiceId,
      position,
      hsnSac,
      netMinor: tax.netMinor,
      taxMinor: tax.taxMinor,
      periodStart: line.periodStart && toDate(line.periodStart),
      periodEnd: line.periodEnd && toDate(line.periodEnd),
    })),
    select: { id: true, position: true },
  })
  await tx.invoiceLineTax.createMany({
    data: written.flatMap(({ id: lineId, position: at }) =>
      lines
        .slice(at, at + 1)
        .flatMap(({ tax }) =>
          tax.components.map((component, position) => ({ ...component, invoiceId, lineId, position })),
        ),
    ),
  })
}
