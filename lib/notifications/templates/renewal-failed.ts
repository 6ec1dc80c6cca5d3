import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/** A renewal could not be charged. Everything is kept until the grace ends; paying restores it afterwards. */
export const renewalFailed = template({
  data: z.strictObject({
    familyName: z.string(),
    amountMinor: minorUnits,
    currency: currencyCode,
    graceEndsAt: instantText,
    timeZone: z.string(),
    triedAgain: z.boolean(),
    billingPath: z.string().startsWith('/'),
  }),
  compose: ({ familyName, amountMinor, currency, graceEndsAt, timeZone, triedAgain, billingPath }) => ({
    subject: `We could not charge ${money(amountMinor, currency)} for ${familyName}`,
    paragraphs: [
      `Your bank did not let the renewal of ${money(amountMinor, currency)} through. You keep everything until ${day(graceEndsAt, timeZone)}.`,
      triedAgain
        ? 'We try again in the next days. You can also pay now, with this payment method or another.'
        : 'We do not try again by ourselves. Pay now to keep what you have.',
    ],
    action: { label: 'Fix payment', path: billingPath },
  }),
})
