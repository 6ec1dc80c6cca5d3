import { z } from 'zod'
import { template } from '../template.ts'
import { day, instantText } from './message-values.ts'

/** S0.10 a prepaid add-on has ended. */
export const addonExpired = template({
  data: z.strictObject({
    addonName: z.string(),
    quantity: z.int().min(1),
    endedAt: instantText,
    timeZone: z.string(),
    renewPath: z.string().startsWith('/'),
  }),
  compose: ({ addonName, quantity, endedAt, timeZone, renewPath }) => ({
    subject: `${addonName} has ended`,
    paragraphs: [
      `Your ${addonName}${quantity > 1 ? ` (× ${quantity})` : ''} ended on ${day(endedAt, timeZone)}, and your limits are those of your plan and other add-ons.`,
      'You can have it back at any time.',
    ],
    action: { label: 'Buy it again', path: renewPath },
  }),
})
