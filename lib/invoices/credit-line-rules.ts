import { roundHalfUp, smallerOf } from '#lib/money/money.ts'
import { sumComponents } from '#lib/tax/amount-rules.ts'
import type { TaxComponent } from '#lib/tax/tax.ts'

/** A line of an invoice, and how much of its taxable value was credited before. Minor units. */
export type CreditableLine = {
  id: string
  netMinor: bigint
  taxes: readonly TaxComponent[]
  creditedMinor: bigint
}

export type CreditedLine = { lineId: string; netMinor: bigint; taxMinor: bigint }

export type LinesCredit = {
  lines: CreditedLine[]
  /** Taxable value and tax together. */
  totalMinor: bigint
  taxMinor: bigint
  components: TaxComponent[]
}

export type CreditRefusal =
  | 'fee_not_found'
  | 'higher_than_remaining_fee_amount'
  | 'higher_than_remaining_invoice_amount'

/**
 * What a credit of single lines comes to (S1.6). Of each line no more than what remains of it, and of the invoice no
 * more than what remains of its taxable value and of each tax: credits of the invoice as a whole may have taken some.
 *
 * The tax of a line is credited in the share of its taxable value, rounded half up over all credits of the line
 * together: whoever credits a line in parts has credited exactly its tax in the end.
 *
 * @param options.items how much of which line's taxable value; a line may be named more than once
 * @param options.remaining of the invoice, less what was credited
 */
export function creditLines(options: {
  lines: readonly CreditableLine[]
  items: readonly { lineId: string; netMinor: bigint }[]
  remaining: { netMinor: bigint; components: readonly TaxComponent[] }
}): LinesCredit | CreditRefusal {
  const { remaining } = options
  const left = new Map(remaining.components.map((tax) => [keyOf(tax), tax.amountMinor]))
  const credited = new Map<string, bigint>()
  const lines: CreditedLine[] = []
  const components: TaxComponent[][] = []
  for (const { lineId, netMinor } of options.items) {
    const line = options.lines.find(({ id }) => id === lineId)
    if (!line) return 'fee_not_found'
    const before = credited.get(lineId) ?? line.creditedMinor
    const after = before + netMinor
    if (after > line.netMinor) return 'higher_than_remaining_fee_amount'
    credited.set(lineId, after)
    const taxes = line.taxes.map((tax) => {
      const share = (upTo: bigint) => roundHalfUp(tax.amountMinor * upTo, line.netMinor)
      const available = left.get(keyOf(tax)) ?? 0n
      const amountMinor = smallerOf(share(after) - share(before), available)
      left.set(keyOf(tax), available - amountMinor)
      return { ...tax, baseMinor: netMinor, amountMinor }
    })
    lines.push({ lineId, netMinor, taxMinor: sum(taxes.map(({ amountMinor }) => amountMinor)) })
    components.push(taxes)
  }
  const netMinor = sum(lines.map((line) => line.netMinor))
  if (netMinor > remaining.netMinor) return 'higher_than_remaining_invoice_amount'
  const taxMinor = sum(lines.map((line) => line.taxMinor))
  return { lines, totalMinor: netMinor + taxMinor, taxMinor, components: sumComponents(components) }
}

const keyOf = (tax: TaxComponent) => `${tax.code} ${tax.rateBasisPoints}`
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
