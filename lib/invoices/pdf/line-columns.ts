import type { BillingDocument } from '../schemas.ts'
import { LEFT, MUTED, RIGHT, type Sheet, type Style, use } from './sheet.ts'

export const TEXT: Style = { size: 8 }
export const SMALL: Style = { size: 7, color: MUTED }
export const HEAD: Style = { size: 7, bold: true, color: MUTED }
export const GAP = 10

type Line = BillingDocument['lines'][number]

export type Column = {
  head: string
  width: number
  align: 'left' | 'right'
  /** What stands in it; texts of `small` come below. */
  texts: (line: Line, index: number) => string[]
  small: (line: Line) => string[]
}

type Amounts = { head: string; least: number; texts: (line: Line) => string[] }

/**
 * The columns a document's lines need. Amounts are never broken: each column is as wide as its widest, and the
 * description gets the rest.
 */
export function lineColumns(
  sheet: Sheet,
  document: BillingDocument,
  money: (minor: string) => string,
): Column[] {
  const { lines, pricesIncludeTax } = document
  const isCounted = lines.some((line) => line.quantity !== null)
  const isTaxed = lines.some((line) => line.taxes.length > 0)
  const amounts: Amounts[] = [
    ...(isCounted
      ? [
          { head: 'Qty', least: 20, texts: ({ quantity }: Line) => (quantity === null ? [] : [quantity]) },
          {
            head: isTaxed && pricesIncludeTax ? 'Unit price, tax included' : 'Unit price',
            least: 48,
            texts: ({ unitAmountMinor }: Line) => (unitAmountMinor === null ? [] : [money(unitAmountMinor)]),
          },
        ]
      : []),
    ...(isTaxed
      ? [
          { head: 'Taxable value', least: 50, texts: ({ netMinor }: Line) => [money(netMinor)] },
          {
            head: 'Tax',
            least: 50,
            texts: ({ taxes }: Line) => taxes.map((tax) => `${tax.label} ${money(tax.amountMinor)}`),
          },
        ]
      : []),
    { head: 'Amount', least: 50, texts: ({ totalMinor }) => [money(totalMinor)] },
  ]
  const right = amounts.map(({ head, least, texts }): Column => {
    const widest = Math.max(
      least,
      ...lines.flatMap((line) => texts(line).map((text) => widthOf(sheet, text))),
    )
    return { head, texts, width: widest + 0.5, align: 'right', small: () => [] }
  })
  const number: Column = {
    head: '#',
    width: 16,
    align: 'left',
    texts: (_, index) => [String(index + 1)],
    small: () => [],
  }
  const taken = [number, ...right].reduce((sum, { width }) => sum + width + GAP, 0)
  const description: Column = {
    head: 'Description',
    width: RIGHT - LEFT - taken,
    align: 'left',
    texts: (line) => [line.description],
    small: ({ details, hsnSac }) => [...details, ...(hsnSac === null ? [] : [`HSN/SAC ${hsnSac}`])],
  }
  return [number, description, ...right]
}

function widthOf(sheet: Sheet, text: string): number {
  return use(sheet, TEXT, text).widthOfString(text)
}
