import { z } from 'zod'
import { template } from '../template.ts'
import { day, instantText } from './message-values.ts'

/** S0.10 an approval to charge an add-on every period is over, and nobody turned it off here. */
export const autoRenewEnded = template({
  data: z.strictObject({
    addonName: z.string(),
    endsAt: instantText,
    timeZone: z.string(),
    /** The payer wanted fewer than the approval was for, and its bank allows no change. */
    wantedFewer: z.boolean(),
    billingPath: z.string().startsWith('/'),
  }),
  compose: ({ addonName, endsAt, timeZone, wantedFewer, billingPath }) => ({
    subject: `${addonName} no longer renews by itself`,
    paragraphs: [
      wantedFewer
        ? `Your bank does not let an approved amount be lowered, so we ended the approval for ${addonName}: nothing more is charged than you want.`
        : `The approval to charge ${addonName} has ended at your bank.`,
      `It is paid until ${day(endsAt, timeZone)}. Turn automatic renewal on again, or renew it by hand, to keep it.`,
    ],
    action: { label: 'Open billing', path: billingPath },
  }),
})
