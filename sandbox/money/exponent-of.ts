/** Digits after the point; currencies not named have two. */
const exponents: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3, OMR: 3 }

/** Digits after the point, from the currency in either case: INR 2, jpy 0, KWD 3. */
export function exponentOf(currency: string): number {
  return exponents[currency.toUpperCase()] ?? 2
}
