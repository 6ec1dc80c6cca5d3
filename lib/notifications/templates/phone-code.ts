import { z } from 'zod'
import { CODE_MINUTES, phoneCode } from '#lib/phones/phone-code.ts'
import { template } from '../template.ts'
import { instantText } from './message-values.ts'

/** S2.10 the code that shows whose a number is. It is made when the message is: what waits in the outbox confirms nothing. */
export const phoneCodeSent = template({
  data: z.strictObject({ seed: z.string().min(1), expiresAt: instantText }),
  expiresAt: ({ expiresAt }) => Temporal.Instant.from(expiresAt),
  compose: ({ seed }) => ({
    subject: `${phoneCode(seed)} is your code. It works for ${CODE_MINUTES} minutes`,
    paragraphs: [],
  }),
})
