import { ArrowRight } from 'lucide-react'
import { formatAmount } from '#components/billing/format-amount.ts'
import { cn } from '#components/ui/cn.ts'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import { Separator } from '#components/ui/separator.tsx'
import type { QuoteResponse } from '#lib/purchases/schemas.ts'

type QuoteSummaryProps = {
  quote: QuoteResponse
  timeZone: string
  /** The quote of an earlier quantity stays readable, but steps back, until the new one is there. */
  stale: boolean
}

/** What is due now and for what, what comes after, and what it changes. */
export function QuoteSummary({ quote, timeZone, stale }: QuoteSummaryProps) {
  return (
    <div aria-live="polite" aria-busy={stale} className={cn('flex flex-col gap-4', stale && 'opacity-50')}>
      <ul className="flex flex-col gap-3">
        {quote.lines.map((line) => (
          <li key={`${line.action} ${line.addon}`} className="flex items-start justify-between gap-6">
            <div>
              <p>{line.description}</p>
              <p className="text-ink-muted">
                <DateTime iso={line.starts_at} timeZone={timeZone} /> –{' '}
                <DateTime iso={line.ends_at} timeZone={timeZone} />
              </p>
              {line.billed_days < line.period_days && (
                <p className="text-ink-muted">
                  A whole period would be{' '}
                  <Money amountMinor={line.unit_amount * line.quantity} currency={quote.currency} />: you pay
                  for the days that are left.
                </p>
              )}
            </div>
            <Money amountMinor={line.amount} currency={quote.currency} decimals="always" />
          </li>
        ))}
      </ul>
      <Separator />
      <div className="flex items-baseline justify-between gap-6 font-semibold text-base">
        <p>Due today</p>
        <Money amountMinor={quote.due_now} currency={quote.currency} decimals="always" />
      </div>
      <Afterwards quote={quote} timeZone={timeZone} />
      {quote.incoming.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2.5">
          {quote.incoming.map((change) => (
            <li key={change.feature} className="flex items-center justify-between gap-4">
              <span className="text-ink-muted">{change.name}</span>
              <span className="numeric flex items-center gap-1.5 font-medium">
                {change.unit === '' ? (
                  'Included'
                ) : (
                  <>
                    {formatAmount({ amount: change.from, unit: change.unit })}
                    <ArrowRight aria-label="becomes" className="size-3.5 text-ink-faint" />
                    {formatAmount({ amount: change.to, unit: change.unit })}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Afterwards({ quote, timeZone }: { quote: QuoteResponse; timeZone: string }) {
  const end = quote.lines.at(-1)?.ends_at
  if (quote.next_invoice) {
    const { amount, at } = quote.next_invoice
    return (
      <p className="-mt-3 text-ink-muted">
        Then <Money amountMinor={amount} currency={quote.currency} decimals="always" /> on{' '}
        <DateTime iso={at} timeZone={timeZone} />.
      </p>
    )
  }
  if (!end) return null
  return (
    <p className="-mt-3 text-ink-muted">
      Paid up to <DateTime iso={end} timeZone={timeZone} />. It does not renew by itself; we remind you
      before.
    </p>
  )
}
