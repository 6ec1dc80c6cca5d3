import { roundHalfUp } from '#lib/money/money.ts'

/** A part of a whole, with the counts it comes from: a share alone hides that it is 1 of 2. */
export type Share = { part: number; whole: number; share: number | null }

/** `part ÷ whole`, from 0 to 1; null where there is nothing to be a share of. */
export function shareOf(part: number, whole: number): Share {
  return { part, whole, share: whole === 0 ? null : part / whole }
}

/**
 * ARPU and the like: an amount of a month ÷ the customers who pay anything then, in minor units, half up. Null without
 * such a customer.
 */
export function perCustomer(amountMinor: bigint, payingCustomers: number): bigint | null {
  return payingCustomers === 0 ? null : roundHalfUp(amountMinor, BigInt(payingCustomers))
}
