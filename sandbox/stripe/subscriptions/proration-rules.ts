/** One thing a subscription bills: `unitAmount` in the minor unit. */
export type Billed = {
  readonly item: string
  readonly price: string
  readonly unitAmount: number
  readonly quantity: number
}

export type ProrationLine = {
  readonly kind: 'credit' | 'debit'
  readonly billed: Billed
  /** Minor units; a credit is negative. */
  readonly amount: number
}

type Stretch = { readonly start: number; readonly end: number }

/**
 * What a change in the middle of a period credits and charges (facts, proration): second-precise, the whole item
 * and never a delta, each line floored toward −∞ on its own, credits first. `date` is clamped into the period.
 */
export function prorate(input: {
  readonly before: readonly Billed[]
  readonly after: readonly Billed[]
  readonly date: number
  readonly period: Stretch
}): ProrationLine[] {
  const { before, after, period } = input
  const remaining = period.end - clamp(input.date, period)
  const length = period.end - period.start
  const share = (billed: Billed, sign: 1n | -1n) =>
    floorDivide(
      sign * BigInt(remaining) * BigInt(billed.unitAmount) * BigInt(billed.quantity),
      BigInt(length),
    )
  const changed = (billed: Billed, others: readonly Billed[]) =>
    !others.some((other) => isSame(other, billed))
  const credits = before
    .filter((billed) => changed(billed, after))
    .map((billed) => ({ kind: 'credit' as const, billed, amount: share(billed, -1n) }))
  const debits = after
    .filter((billed) => changed(billed, before))
    .map((billed) => ({ kind: 'debit' as const, billed, amount: share(billed, 1n) }))
  return [...credits, ...debits]
}

export function clamp(date: number, { start, end }: Stretch): number {
  return Math.min(Math.max(date, start), end)
}

function isSame(left: Billed, right: Billed): boolean {
  return left.item === right.item && left.price === right.price && left.quantity === right.quantity
}

/** Toward −∞, where BigInt division goes toward zero. */
function floorDivide(numerator: bigint, denominator: bigint): number {
  const quotient = numerator / denominator
  const exact = quotient * denominator === numerator
  return Number(exact || numerator > 0n ? quotient : quotient - 1n)
}
