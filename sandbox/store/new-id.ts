import { randomInt } from 'node:crypto'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `prefix` and characters of base 62: 14 as in Razorpay's ids (`order_DESxiijbl9xjDB`), 24 in Stripe's. */
export function newId(prefix: string, length = 14): string {
  let id = prefix
  for (let index = 0; index < length; index += 1) id += base62[randomInt(base62.length)]
  return id
}
