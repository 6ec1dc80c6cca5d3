import { z } from 'zod'

/** An address as people write it; compared and kept in lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** POST /api/sign-in/link */
export const requestSignInLinkBody = z.strictObject({ email: emailAddress })

/** Answered to everybody, so that nobody learns who has an account. */
export const linkSentResponse = z.object({ message: z.string() })

/** POST /api/tokens. `expiresAt`: UTC instant of real time; without it the token lasts until it is revoked. */
export const createTokenBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expiresAt: z.iso.datetime().optional(),
})

/** A bearer token as lists show it. */
export const accessTokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** The answer to creating one. `token` is shown this once; a repeated request answers null there. */
export const createdTokenView = accessTokenView.extend({ token: z.string().nullable() })

export type AccessTokenView = z.output<typeof accessTokenView>
