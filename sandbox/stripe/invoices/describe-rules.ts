import { formatAmount } from '../../money/format-amount.ts'
import type { Price, Recurring } from '../objects/catalog.ts'

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "11 Oct 2026", in UTC. */
function showDay(seconds: number): string {
  // British English shortens September to four letters; Stripe does not.
  return dayFormat.format(seconds * 1000).replace('Sept', 'Sep')
}

/** "1 × Pro (at $50.00 / month)" */
export function describePeriod(input: {
  readonly name: string
  readonly quantity: number
  readonly price: Price
}): string {
  const { name, quantity, price } = input
  const amount = formatAmount({ amount: price.unit_amount, currency: price.currency })
  return `${quantity} × ${name} (at ${amount}${price.recurring ? ` / ${every(price.recurring)}` : ''})`
}

function every({ interval, interval_count }: Recurring): string {
  return interval_count === 1 ? interval : `every ${interval_count} ${interval}s`
}

/** "Unused time on X after 11 Oct 2026", "Remaining time on 3 × X after 11 Oct 2026" */
export function describeProration(input: {
  readonly kind: 'credit' | 'debit'
  readonly name: string
  readonly quantity: number
  readonly date: number
}): string {
  const { kind, name, quantity, date } = input
  const what = quantity === 1 ? name : `${quantity} × ${name}`
  return `${kind === 'credit' ? 'Unused' : 'Remaining'} time on ${what} after ${showDay(date)}`
}
