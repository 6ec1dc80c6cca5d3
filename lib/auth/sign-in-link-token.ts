import { createHmac } from 'node:crypto'
import { config } from '#lib/server/config.ts'

/**
 * The secret of a sign-in link, made from the random seed that waits in the outbox. Without the pepper a seed opens
 * nothing, so what is at rest in the database never signs anybody in.
 */
export function signInLinkToken(seed: string): string {
  return createHmac('sha256', config().tokenPepper).update(`sign-in-link:${seed}`).digest('base64url')
}
