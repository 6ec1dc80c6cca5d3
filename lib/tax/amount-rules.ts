import { roundHalfUp } from '#lib/money/money.ts'
import type { TaxComponent, TaxRate } from './tax.ts'

/** All of a price. */
const WHOLE = 10_000

export type TaxedAmount = {
  /** The taxable value. */
  netMinor: bigint
  taxMinor: bigint
  /** Net and tax together. */
  totalMinor: bigint
  components: TaxComponent[]
}

/**
 * What of a line's amount is tax (S1.5, D8). With `pricesIncludeTax` the amount is the total and the tax is taken out
 * of it, each component `amount × rate / (1 + all rates)`; otherwise the amount is the taxable value and each component
 * `amount × rate` comes on top.
 *
 * Rounding: half up to the minor unit, once per line and component, and nowhere else. The components add up to the
 * line's tax, and net and tax to its total, by construction. Equal rates give equal components (CGST and SGST), so the
 * taxable value takes the odd unit. A negative line, a credit, is the mirror image of the positive one. Together the
 * rates are at most 100 %: then neither net nor tax has the other sign than the amount.
 */
export function taxAmount(options: {
  amountMinor: bigint
  rates: readonly TaxRate[]
  pricesIncludeTax: boolean
}): TaxedAmount {
  const { amountMinor, rates, pricesIncludeTax } = options
  const all = rates.reduce((sum, rate) => sum + rate.rateBasisPoints, 0)
  const divisor = BigInt(pricesIncludeTax ? WHOLE + all : WHOLE)
  const amounts = rates.map((rate) => roundHalfUp(amountMinor * BigInt(rate.rateBasisPoints), divisor))
  const taxMinor = amounts.reduce((sum, amount) => sum + amount, 0n)
  const netMinor = pricesIncludeTax ? amountMinor - taxMinor : amountMinor
  return {
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    components: rates.map((rate, index) => ({
      ...rate,
      baseMinor: netMinor,
      amountMinor: amounts[index] ?? 0n,
    })),
  }
}

/** The components of several lines, each kind of tax once, in the order they first stand in. */
export function sumComponents(lines: readonly (readonly TaxComponent[])[]): TaxComponent[] {
  const sums = new Map<string, TaxComponent>()
  for (const component of lines.flat()) {
    const key = `${component.code} ${component.rateBasisPoints}`
    const sum = sums.get(key)
    sums.set(key, {
      ...component,
      baseMinor: component.baseMinor + (sum?.baseMinor ?? 0n),
      amountMinor: component.amountMinor + (sum?.amountMinor ?? 0n),
    })
  }
  return [...sums.values()]
}
