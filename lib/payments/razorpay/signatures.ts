import { createHmac, timingSafeEqual } from 'node:crypto'

/** Hex HMAC-SHA256, Razorpay's signature of everything. */
export function sign(message: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(message).digest('hex')
}

/** Compares in constant time; anything that is not a signature is wrong, never an error. */
export function isSignedBy(message: string | Uint8Array, signature: string, secret: string): boolean {
  const expected = Buffer.from(sign(message, secret), 'utf8')
  const given = Buffer.from(signature, 'utf8')
  return expected.length === given.length && timingSafeEqual(expected, given)
}
