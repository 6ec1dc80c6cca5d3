import { createHmac } from 'node:crypto'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import { config } from '#lib/server/config.ts'

/** How long a code works, in minutes of real time. */
export const CODE_MINUTES = 10

/**
 * The six digits that are sent to a number, made from the random seed that waits in the outbox. Without the pepper a
 * seed is no code, so what is at rest in the database confirms no number.
 */
export function phoneCode(seed: string): string {
  const bytes = createHmac('sha256', config().tokenPepper).update(`phone-code:${seed}`).digest()
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** What is kept of a code, of nobody else's and for no other number. A million codes are no secret without the pepper. */
export function phoneCodeHash(sent: { userId: string; number: string; code: string }): string {
  return keyedHash(`phone-code:${sent.userId}:${sent.number}:${sent.code}`)
}
