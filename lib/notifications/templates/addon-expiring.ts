import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/** S0.10 reminder before a prepaid add-on ends. `renewPath` is a path of the product that offers the renewal. */
export const addonExpiring = template({
  data: z.strictObject({
    addonName: z.string(),
    quantity: z.int().min(1),
    endsAt: instantText,
    timeZone: z.string(),
    renewalMinor: minorUnits,
    currency: currencyCode,
    renewPath: z.string().startsWith('/'),
  }),
  compose: ({ addonName, quantity, endsAt, timeZone, renewalMinor, currency, renewPath }) => ({
    subject: `${addonName} ends on ${day(endsAt, timeZone)}`,
    paragraphs: [
      `Your ${addonName}${quantity > 1 ? ` (× ${quantity})` : ''} is paid until ${day(endsAt, timeZone)}.`,
      `Renew it for ${money(renewalMinor, currency)} to keep its limits. Without it they end that day; nothing is charged by itself.`,
    ],
    action: { label: `Renew for ${money(renewalMinor, currency)}`, path: renewPath },
  }),
})
