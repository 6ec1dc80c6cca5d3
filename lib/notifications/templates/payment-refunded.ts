import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, minorUnits, money } from './message-values.ts'

/** A payment came when what it was for could no longer be had. `reason` is a sentence for the customer. */
export const paymentRefunded = template({
  data: z.strictObject({
    description: z.string(),
    amountMinor: minorUnits,
    currency: currencyCode,
    reason: z.string(),
  }),
  compose: ({ description, amountMinor, currency, reason }) => ({
    subject: `We are returning your payment of ${money(amountMinor, currency)}`,
    paragraphs: [
      `Your payment for ${description} reached us, but the purchase could not be completed: ${reason}`,
      'The whole amount goes back the way it came. Banks usually show it within 5 to 7 working days.',
      'Nothing was added to your account.',
    ],
    rows: [['Returned', money(amountMinor, currency)]],
    action: { label: 'Go to billing', path: '/billing' },
  }),
})
