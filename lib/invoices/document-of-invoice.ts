import { formatMoney } from '#lib/money/format-money.ts'
import { sumComponents } from '#lib/tax/amount-rules.ts'
import { EU_MEMBERS } from '#lib/tax/place-rules.ts'
import type { TaxComponent } from '#lib/tax/tax.ts'
import { amountInWords } from './amount-in-words.ts'
import { customerOn, issuerOn } from './document-parties.ts'
import { dayInWords, dayOf, periodInWords, rateInWords } from './document-words.ts'
import type { BillingDocument } from './schemas.ts'
import type { InvoiceToShow } from './to-show.ts'

type Line = InvoiceToShow['lines'][number]

/** An invoice as a person reads it (Rule 46 of the CGST Rules, Article 226 of Directive 2006/112/EC). */
export function documentOfInvoice(invoice: InvoiceToShow): BillingDocument {
  const { currency, number, totalMinor } = invoice
  const { country, ...issuer } = issuerOn(invoice.issuerSnapshot)
  const issueDate = invoice.issueDate.toISOString().slice(0, 10)
  const isTaxInvoice = country === 'IN' && invoice.placeOfSupply !== null
  return {
    kind: 'invoice',
    title: isTaxInvoice ? 'Tax invoice' : 'Invoice',
    copy: isTaxInvoice ? 'Original for recipient' : null,
    number,
    issueDate,
    currency,
    stamp: stampOf(invoice),
    issuer,
    customer: customerOn(invoice.customerSnapshot),
    facts: [
      { label: 'Invoice number', value: number },
      { label: 'Date of issue', value: dayInWords(issueDate) },
      ...datesOf(invoice),
      ...taxFacts({ ...invoice, country }),
    ],
    pricesIncludeTax: invoice.pricesIncludeTax,
    lines: invoice.lines.map((line) => lineOf(line, { ...invoice, country })),
    totals: totalsOf(invoice),
    inWords: amountInWords(totalMinor, currency),
    notes: [...invoice.taxNotes, ...closingNotes(country)],
  }
}

/** What India's documents say besides; a signature is not needed on electronic ones. */
export function closingNotes(country: string): string[] {
  if (country !== 'IN') return []
  return ['Issued electronically under the Information Technology Act, 2000; valid without a signature.']
}

/** Where it is taxed, and who owes the tax. */
export function taxFacts(invoice: { placeOfSupply: string | null; reverseCharge: boolean; country: string }) {
  if (invoice.placeOfSupply === null) return []
  const reverse = invoice.reverseCharge ? 'Yes' : 'No'
  return [
    { label: 'Place of supply', value: invoice.placeOfSupply },
    ...(invoice.country === 'IN' || invoice.reverseCharge
      ? [{ label: 'Tax payable on reverse charge', value: reverse }]
      : []),
  ]
}

/** Whether it is paid, void, or asks to be paid. */
export function stampOf(
  invoice: Pick<InvoiceToShow, 'voidedAt' | 'paymentStatus'>,
): NonNullable<BillingDocument['stamp']> {
  const { voidedAt, paymentStatus } = invoice
  if (voidedAt !== null) return 'void'
  return paymentStatus === 'succeeded' ? 'paid' : 'unpaid'
}

function datesOf(invoice: InvoiceToShow) {
  const paidAt = invoice.purchase?.paidAt ?? invoice.orders[0]?.closedAt ?? null
  const on = (at: Date) => dayInWords(dayOf(at, invoice.issuer.timeZone))
  if (invoice.voidedAt !== null) return [{ label: 'Void since', value: on(invoice.voidedAt) }]
  if (invoice.paymentStatus !== 'succeeded') return [{ label: 'Due', value: 'On receipt' }]
  return paidAt === null ? [] : [{ label: 'Paid on', value: on(paidAt) }]
}

function lineOf(line: Line, invoice: InvoiceToShow & { country: string }): BillingDocument['lines'][number] {
  const { timeZone } = invoice.issuer
  const details = [line.details, unitBeforeTax(line, invoice), periodInWords(line, timeZone)]
  return {
    description: line.description,
    details: details.filter((detail) => detail !== null),
    hsnSac: line.hsnSac,
    quantity: line.quantity.toString(),
    unitAmountMinor: line.unitAmountMinor.toString(),
    netMinor: line.netMinor.toString(),
    taxes: line.taxes.map((tax) => ({ label: rateInWords(tax), amountMinor: tax.amountMinor.toString() })),
    totalMinor: (line.netMinor + line.taxMinor).toString(),
  }
}

/** What one of it costs before tax, which the EU wants to be said (Article 226, 8), where a line is of whole units. */
function unitBeforeTax(
  line: Line,
  { country, currency, pricesIncludeTax }: InvoiceToShow & { country: string },
): string | null {
  const isOfUnits = line.quantity.mul(line.unitAmountMinor.toString()).eq(line.amountMinor.toString())
  if (!EU_MEMBERS.includes(country) || !pricesIncludeTax || line.taxMinor === 0n || !isOfUnits) return null
  const amountMinor = BigInt(line.quantity.pow(-1).mul(line.netMinor.toString()).toFixed(0))
  return `${formatMoney({ amountMinor, currency, decimals: 'always' })} each before tax`
}

function totalsOf(invoice: InvoiceToShow): BillingDocument['totals'] {
  const { subtotalMinor, totalMinor } = invoice
  const taxes = totalsOfTaxes(invoice.lines.map((line) => line.taxes))
  const offset = invoice.creditNotes.reduce((sum, note) => sum + note.offsetMinor, 0n)
  const isOpen = stampOf(invoice) === 'unpaid'
  return [
    ...(taxes.length > 0 ? [total('Taxable value', subtotalMinor)] : []),
    ...taxes,
    total('Total', totalMinor, !isOpen),
    ...(isOpen && offset > 0n ? [total('Credited', -offset)] : []),
    ...(isOpen ? [total('Amount due', totalMinor - offset, true)] : []),
  ]
}

/** Each kind of tax once, over all lines that have it. */
export function totalsOfTaxes(lines: readonly (readonly TaxComponent[])[]): BillingDocument['totals'] {
  return sumComponents(lines).map((tax) => total(rateInWords(tax), tax.amountMinor))
}

export function total(label: string, amountMinor: bigint, strong = false) {
  return { label, amountMinor: amountMinor.toString(), strong }
}
