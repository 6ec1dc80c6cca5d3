import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import type { QuoteResponse } from '#lib/purchases/schemas.ts'

/**
 * How what is bought goes on: on the one bill for everything, charged by an approval of its own, or joining what is
 * held and renews by one.
 */
export type GoesOn = 'billed' | 'approved' | 'joins'

type QuoteAfterwardsProps = { quote: QuoteResponse; timeZone: string; goesOn: GoesOn }

/** What is charged next, and when; or that nothing is. */
export function QuoteAfterwards({ quote, timeZone, goesOn }: QuoteAfterwardsProps) {
  const end = quote.lines.at(-1)?.ends_at
  if (quote.next_invoice) {
    const { amount, at } = quote.next_invoice
    return (
      <p className="-mt-3 text-ink-muted">
        Then <Money amountMinor={amount} currency={quote.currency} decimals="always" />{' '}
        {goesOn === 'billed' && 'in all '}on <DateTime iso={at} timeZone={timeZone} />.
      </p>
    )
  }
  const later = quote.lines.every((line) => line.effective === 'period_end')
  if (!end || later) return null
  return (
    <p className="-mt-3 text-ink-muted">
      Paid up to <DateTime iso={end} timeZone={timeZone} />.{' '}
      {goesOn === 'joins'
        ? 'From then on it renews with the rest, if your bank allows it. If not, we ask you to approve it.'
        : 'It does not renew by itself; we remind you before.'}
    </p>
  )
}
