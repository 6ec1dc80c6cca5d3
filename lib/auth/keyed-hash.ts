import { createHmac } from 'node:crypto'
import { config } from '#lib/server/config.ts'

/**
 * What is kept of a bearer token or a sign-in link: a keyed hash, worthless without the pepper. Random secrets need no
 * slow hash; passwords do (password.ts).
 *
 * @param pepper another kind of secret has its own, so that one can be replaced without the other
 */
export function keyedHash(secret: string, pepper = config().tokenPepper): string {
  return createHmac('sha256', pepper).update(secret).digest('hex')
}
