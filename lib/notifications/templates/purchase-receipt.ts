import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/** A purchase was paid and applied. `line.description` is the payment record's: `Extra Storage (10 GB) × 2`. */
export const purchaseReceipt = template({
  data: z.strictObject({
    lines: z.array(z.strictObject({ description: z.string(), amountMinor: minorUnits })).min(1),
    totalMinor: minorUnits,
    currency: currencyCode,
    invoiceNumber: z.string().nullable(),
    /** Receipts of before carried no invoice. */
    invoiceId: z.uuid().nullish(),
    paidAt: instantText,
    timeZone: z.string(),
    /** Our own job bought it: nobody clicked. */
    renewed: z.boolean().default(false),
  }),
  compose: ({ lines, totalMinor, currency, invoiceNumber, invoiceId, paidAt, timeZone, renewed }) => ({
    subject: renewed
      ? 'Your add-on has been automatically renewed'
      : `Your receipt for ${money(totalMinor, currency)}`,
    paragraphs: [
      renewed
        ? 'The next period was charged to your saved payment method, and follows the one that ends.'
        : 'Thank you. Your purchase is paid, and its limits count from now on.',
    ],
    rows: [
      ...lines.map((line): [string, string] => [line.description, money(line.amountMinor, currency)]),
      ['Total', money(totalMinor, currency)],
      ['Paid', day(paidAt, timeZone)],
      ...(invoiceNumber ? [['Invoice', invoiceNumber] satisfies [string, string]] : []),
    ],
    action: { label: 'See your add-ons', path: '/billing' },
    ...(invoiceId ? { attachment: { kind: 'invoice', id: invoiceId } } : {}),
  }),
})
