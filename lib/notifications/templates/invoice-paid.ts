import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/** An invoice that waited to be paid is. */
export const invoicePaid = template({
  data: z.strictObject({
    invoiceId: z.uuid(),
    number: z.string(),
    amountMinor: minorUnits,
    currency: currencyCode,
    paidAt: instantText,
    timeZone: z.string(),
  }),
  compose: ({ invoiceId, number, amountMinor, currency, paidAt, timeZone }) => ({
    subject: `Your receipt for ${money(amountMinor, currency)}`,
    paragraphs: [`Thank you. Invoice ${number} is paid.`],
    rows: [
      ['Invoice', number],
      ['Paid', `${money(amountMinor, currency)} on ${day(paidAt, timeZone)}`],
    ],
    action: { label: 'See the invoice', path: `/billing/invoices/${invoiceId}` },
    attachment: { kind: 'invoice', id: invoiceId },
  }),
})
