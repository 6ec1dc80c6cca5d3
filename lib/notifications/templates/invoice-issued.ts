import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, minorUnits, money } from './message-values.ts'

/** Something was charged once, and waits to be paid. */
export const invoiceIssued = template({
  data: z.strictObject({
    invoiceId: z.uuid(),
    number: z.string(),
    issuer: z.string(),
    totalMinor: minorUnits,
    currency: currencyCode,
  }),
  compose: ({ invoiceId, number, issuer, totalMinor, currency }) => ({
    subject: `Invoice ${number} for ${money(totalMinor, currency)}`,
    paragraphs: [`${issuer} has sent you an invoice. You find it attached, and pay it on your billing page.`],
    rows: [
      ['Invoice', number],
      ['To be paid', money(totalMinor, currency)],
    ],
    action: { label: 'See the invoice', path: `/billing/invoices/${invoiceId}` },
    attachment: { kind: 'invoice', id: invoiceId },
  }),
})
