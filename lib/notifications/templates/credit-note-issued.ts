import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, minorUnits, money } from './message-values.ts'

/** Something of an invoice was taken back, and where that goes. */
export const creditNoteIssued = template({
  data: z.strictObject({
    creditNoteId: z.uuid(),
    number: z.string(),
    invoiceNumber: z.string(),
    issuer: z.string(),
    totalMinor: minorUnits,
    /** What of it goes back the way it came. */
    refundMinor: minorUnits,
    /** What of it an unpaid invoice asks for less. */
    offsetMinor: minorUnits,
    currency: currencyCode,
  }),
  compose: ({ creditNoteId, number, invoiceNumber, issuer, currency, ...amounts }) => {
    const credited = money(amounts.totalMinor, currency)
    const kept = BigInt(amounts.totalMinor) - BigInt(amounts.refundMinor) - BigInt(amounts.offsetMinor)
    return {
      subject: `Credit note ${number} for ${credited}`,
      paragraphs: [
        `${issuer} has credited ${credited} of invoice ${invoiceNumber}. You find the credit note attached.`,
        ...(BigInt(amounts.refundMinor) > 0n
          ? [
              `${money(amounts.refundMinor, currency)} goes back the way it was paid. Banks usually show it within 5 to 7 working days.`,
            ]
          : []),
        ...(kept > 0n ? [`${money(kept.toString(), currency)} stays with your account as credit.`] : []),
        ...(BigInt(amounts.offsetMinor) > 0n ? ['The invoice asks for so much less.'] : []),
      ],
      rows: [
        ['Credit note', number],
        ['For invoice', invoiceNumber],
        ['Credited', credited],
      ],
      action: { label: 'See the credit note', path: `/billing/invoices/credit-notes/${creditNoteId}` },
      attachment: { kind: 'credit_note', id: creditNoteId },
    }
  },
})
