import { randomBytes } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { keyedHash } from './keyed-hash.ts'
import { signInLinkToken } from './sign-in-link-token.ts'

/** How long a link works, in minutes of real time. */
const SIGN_IN_LINK_MINUTES = 15

/** Makes a link that signs its user in once. Answers the seed of its secret (`signInLinkToken`); its hash is kept. */
export async function createSignInLink(
  tx: Transaction,
  options: { userId: string; now: Temporal.Instant },
): Promise<{ seed: string; expiresAt: Temporal.Instant }> {
  const expiresAt = options.now.add({ minutes: SIGN_IN_LINK_MINUTES })
  const seed = randomBytes(32).toString('base64url')
  await tx.signInLink.create({
    data: {
      hash: keyedHash(signInLinkToken(seed)),
      userId: options.userId,
      createdAt: toDate(options.now),
      expiresAt: toDate(expiresAt),
    },
  })
  return { seed, expiresAt }
}
