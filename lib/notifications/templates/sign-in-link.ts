import { z } from 'zod'
import { signInLinkToken } from '#lib/auth/sign-in-link-token.ts'
import { template } from '../template.ts'
import { instantText } from './message-values.ts'

/** E.1 magic link. The secret is made when the mail is: what waits in the outbox signs nobody in. */
export const signInLink = template({
  data: z.strictObject({ seed: z.string().min(1), expiresAt: instantText }),
  expiresAt: ({ expiresAt }) => Temporal.Instant.from(expiresAt),
  compose: ({ seed }) => ({
    subject: 'Your sign-in link',
    paragraphs: [
      'Use this link to sign in. It works once, within 15 minutes.',
      'If you did not ask for it, there is nothing to do: nobody gets in without it.',
    ],
    action: { label: 'Sign in', path: `/sign-in/link?token=${signInLinkToken(seed)}` },
  }),
})
