import { amountInWords } from './amount-in-words.ts'
import { closingNotes, taxFacts, total, totalsOfTaxes } from './document-of-invoice.ts'
import { customerOn, issuerOn } from './document-parties.ts'
import { dayInWords } from './document-words.ts'
import type { BillingDocument } from './schemas.ts'
import type { CreditNoteToShow } from './to-show.ts'

/** A credit note as a person reads it (Rule 53 of the CGST Rules). It names who sells and buys as its invoice did. */
export function documentOfCreditNote(note: CreditNoteToShow): BillingDocument {
  const { invoice, number, currency, totalMinor } = note
  const { country, ...issuer } = issuerOn(invoice.issuerSnapshot)
  const issueDate = dayOfColumn(note.issueDate)
  const taxes = totalsOfTaxes([note.taxes])
  return {
    kind: 'credit_note',
    title: 'Credit note',
    copy: null,
    number,
    issueDate,
    currency,
    stamp: null,
    issuer,
    customer: customerOn(invoice.customerSnapshot),
    facts: [
      { label: 'Credit note number', value: number },
      { label: 'Date of issue', value: dayInWords(issueDate) },
      { label: 'For invoice', value: invoice.number },
      { label: 'Invoice date', value: dayInWords(dayOfColumn(invoice.issueDate)) },
      ...taxFacts({ ...invoice, country }),
    ],
    pricesIncludeTax: invoice.pricesIncludeTax,
    lines: linesOf(note),
    totals: [
      ...(taxes.length > 0 ? [total('Taxable value', totalMinor - note.taxMinor)] : []),
      ...taxes,
      total('Total credited', totalMinor, true),
    ],
    inWords: amountInWords(totalMinor, currency),
    notes: [whereItGoes(note), ...invoice.taxNotes, ...closingNotes(country)],
  }
}

/** The lines it is about, or, where it is about the invoice as a whole, one that says why. */
function linesOf(note: CreditNoteToShow): BillingDocument['lines'] {
  const amounts = (netMinor: bigint, taxMinor: bigint) => ({
    quantity: null,
    unitAmountMinor: null,
    netMinor: netMinor.toString(),
    taxes: taxMinor === 0n ? [] : [{ label: 'Tax', amountMinor: taxMinor.toString() }],
    totalMinor: (netMinor + taxMinor).toString(),
  })
  if (note.lines.length === 0) {
    const codes = new Set(note.invoice.lines.map((line) => line.hsnSac))
    const hsnSac = codes.size === 1 ? ([...codes][0] ?? null) : null
    const details = note.invoice.lines.map((line) => line.description)
    return [
      {
        description: note.reason,
        details,
        hsnSac,
        ...amounts(note.totalMinor - note.taxMinor, note.taxMinor),
      },
    ]
  }
  return note.lines.map(({ invoiceLine, amountMinor, taxMinor }) => ({
    description: invoiceLine.description,
    details: [note.reason],
    hsnSac: invoiceLine.hsnSac,
    ...amounts(amountMinor, taxMinor),
  }))
}

function whereItGoes({ offsetMinor, refund, invoice }: CreditNoteToShow): string {
  if (offsetMinor > 0n) return `Invoice ${invoice.number} asks for so much less.`
  if (refund === null) return 'The amount is in your credit balance.'
  return refund.status === 'processed'
    ? 'The amount was given back the way it was paid.'
    : 'The amount goes back the way it was paid.'
}

const dayOfColumn = (date: Date) => date.toISOString().slice(0, 10)
