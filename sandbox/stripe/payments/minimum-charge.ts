const minimums: Readonly<Record<string, number>> = { gbp: 30, jpy: 50, kwd: 200, bhd: 200, omr: 200 }

/** The least that can be charged at once, in the minor unit; what is less goes to the customer's balance. */
export function minimumCharge(currency: string): number {
  return minimums[currency] ?? 50
}
