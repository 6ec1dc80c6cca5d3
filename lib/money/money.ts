/** An amount of a currency: integer minor units (paise, cents), never a float. */
export type Money = { amountMinor: bigint; currency: string }

/** Adds amounts of one currency. Throws a RangeError when the currencies differ. */
export function addMoney(a: Money, b: Money): Money {
  requireSameCurrency(a, b)
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency }
}

/** `unit × quantity`. */
export function multiplyMoney(unit: Money, quantity: number): Money {
  return { amountMinor: unit.amountMinor * BigInt(quantity), currency: unit.currency }
}

/**
 * The part `numerator / denominator` of a non-negative amount, rounded half up to the minor unit.
 * A part of 1 or more is the whole.
 */
export function partOf(amountMinor: bigint, numerator: number, denominator: number): bigint {
  if (denominator <= 0 || numerator < 0 || amountMinor < 0n)
    throw new RangeError('a part needs non-negative terms')
  if (numerator >= denominator) return amountMinor
  return roundHalfUp(amountMinor * BigInt(numerator), BigInt(denominator))
}

/**
 * `numerator / denominator` to the nearest whole, a half away from zero: what is taken back for an amount is what was
 * taken for it. The denominator is positive.
 */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('a denominator is positive')
  if (numerator < 0n) return -roundHalfUp(-numerator, denominator)
  return (2n * numerator + denominator) / (2n * denominator)
}

/** The smaller of two amounts of one currency. */
export function smallerOf(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

function requireSameCurrency(a: Money, b: Money) {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`)
}
