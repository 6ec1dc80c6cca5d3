import { randomInt } from 'node:crypto'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `prefix` and 14 characters of base 62, as Razorpay's ids: `order_DESxiijbl9xjDB`. */
export function newId(prefix: string): string {
  let id = prefix
  for (let index = 0; index < 14; index += 1) id += base62[randomInt(base62.length)]
  return id
}
