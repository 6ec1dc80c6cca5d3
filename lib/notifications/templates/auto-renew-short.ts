import { z } from 'zod'
import { template } from '../template.ts'
import { day, instantText } from './message-values.ts'

/** S0.10 more of an add-on is held than its approval covers, and the payer's bank allows no change of it. */
export const autoRenewShort = template({
  data: z.strictObject({
    addonName: z.string(),
    held: z.int().min(2),
    covered: z.int().min(1),
    endsAt: instantText,
    timeZone: z.string(),
    billingPath: z.string().startsWith('/'),
  }),
  compose: ({ addonName, held, covered, endsAt, timeZone, billingPath }) => ({
    subject: `Approve ${addonName} once more to keep all ${held}`,
    paragraphs: [
      `You hold ${held} of ${addonName}, and your bank's approval covers ${covered}: it does not let an approved amount be raised.`,
      `On ${day(endsAt, timeZone)} ${covered} renew. Approve automatic renewal once more before then, and all ${held} do.`,
    ],
    action: { label: 'Approve again', path: billingPath },
  }),
})
