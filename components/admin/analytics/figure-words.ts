import { currencyExponent } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'

/** How a figure went: in words, and whether that is up or down. Null where there is nothing to compare with. */
export type Change = { words: string; direction: 'up' | 'down' | 'same' } | null

/** A part of one as percent: "12.5%"; a dash for a share of nothing. */
export function shareWords(share: number | null): string {
  return share === null ? '–' : percent.format(share)
}

/** "+€49 (+10%)", against what an amount was; without percent where it was nothing. */
export function amountChange(
  valueMinor: number | null,
  beforeMinor: number | null,
  currency: string,
): Change {
  if (valueMinor === null || beforeMinor === null) return null
  const moved = valueMinor - beforeMinor
  if (moved === 0) return { words: 'No change', direction: 'same' }
  const amount = `${sign(moved)}${formatMoney({ amountMinor: BigInt(Math.abs(moved)), currency })}`
  const share = beforeMinor > 0 ? ` (${sign(moved)}${percent.format(Math.abs(moved) / beforeMinor)})` : ''
  return { words: `${amount}${share}`, direction: moved > 0 ? 'up' : 'down' }
}

/** "+3.2 points": percent of percent would mislead. */
export function shareChange(share: number | null, before: number | null): Change {
  if (share === null || before === null) return null
  const points = Math.round((share - before) * 1000) / 10
  if (points === 0) return { words: 'No change', direction: 'same' }
  const direction = points > 0 ? 'up' : 'down'
  return { words: `${sign(points)}${number.format(Math.abs(points))} points`, direction }
}

/** An amount for an axis, where there is no room: "€12K". */
export function axisAmount(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  return format.format(amountMinor / 10 ** currencyExponent(currency))
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

function sign(amount: number): string {
  return amount > 0 ? '+' : '−'
}
