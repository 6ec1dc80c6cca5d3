import { smallerOf } from '#lib/money/money.ts'

/**
 * What can still be sent back of a payment, in minor units: neither what went back or is on its way, nor what its
 * invoice was credited with otherwise, such as to the customer's balance.
 */
export function refundableOf(payment: {
  isCaptured: boolean
  amountMinor: bigint
  refunds: readonly { status: 'pending' | 'processed' | 'failed'; amountMinor: bigint; isCredited: boolean }[]
  /** Of the invoice it paid, with its tax; null where it paid none. */
  invoice: { totalMinor: bigint; creditedMinor: bigint } | null
}): bigint {
  if (!payment.isCaptured) return 0n
  const counted = payment.refunds.filter(({ status }) => status !== 'failed')
  const left = payment.amountMinor - sumOf(counted)
  if (payment.invoice === null) return left
  // What is on its way has no credit note yet, and will have one.
  const coming = sumOf(counted.filter(({ isCredited }) => !isCredited))
  const creditable = payment.invoice.totalMinor - payment.invoice.creditedMinor - coming
  return creditable < 0n ? 0n : smallerOf(left, creditable)
}

function sumOf(amounts: readonly { amountMinor: bigint }[]): bigint {
  return amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}
