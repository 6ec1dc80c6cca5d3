import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import type { QuoteResponse } from '#lib/purchases/schemas.ts'

/** What is charged next, and when; or that nothing is. */
export function QuoteAfterwards({ quote, timeZone }: { quote: QuoteResponse; timeZone: string }) {
  const end = quote.lines.at(-1)?.ends_at
  if (quote.next_invoice) {
    const { amount, at } = quote.next_invoice
    return (
      <p className="-mt-3 text-ink-muted">
        Then <Money amountMinor={amount} currency={quote.currency} decimals="always" /> in all on{' '}
        <DateTime iso={at} timeZone={timeZone} />.
      </p>
    )
  }
  const later = quote.lines.every((line) => line.effective === 'period_end')
  if (!end || later) return null
  return (
    <p className="-mt-3 text-ink-muted">
      Paid up to <DateTime iso={end} timeZone={timeZone} />. It does not renew by itself; we remind you
      before.
    </p>
  )
}
