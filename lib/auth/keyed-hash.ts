import { createHmac } from 'node:crypto'
import { config } from '#lib/server/config.ts'

/**
 * What is kept of a bearer token or a sign-in link: a keyed hash, worthless without the pepper. Random secrets need no
 * slow hash; passwords do (password.ts).
 */
export function keyedHash(secret: string): string {
  return createHmac('sha256', config().tokenPepper).update(secret).digest('hex')
}
