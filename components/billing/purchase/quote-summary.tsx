import { ArrowRight } from 'lucide-react'
import { formatAmount } from '#components/billing/format-amount.ts'
import { cn } from '#components/ui/cn.ts'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import { Separator } from '#components/ui/separator.tsx'
import type { QuoteResponse } from '#lib/purchases/schemas.ts'
import { type GoesOn, QuoteAfterwards } from './quote-afterwards.tsx'
import { QuoteConsequences } from './quote-consequences.tsx'

type QuoteSummaryProps = {
  quote: QuoteResponse
  timeZone: string
  goesOn: GoesOn
  /** The quote of an earlier quantity stays readable, but steps back, until the new one is there. */
  stale: boolean
}

/** What is due now and for what, what comes after, and what it changes. */
export function QuoteSummary({ quote, timeZone, goesOn, stale }: QuoteSummaryProps) {
  const { currency, total, due_now: due, balance_applied: balance } = quote
  return (
    <div aria-live="polite" aria-busy={stale} className={cn('flex flex-col gap-4', stale && 'opacity-50')}>
      <ul className="flex flex-col gap-3">
        {quote.lines.map((line) => (
          <QuoteLine
            key={`${line.action} ${line.plan} ${line.addon}`}
            line={line}
            currency={currency}
            timeZone={timeZone}
          />
        ))}
      </ul>
      {quote.charges.length > 0 && <Charges quote={quote} />}
      <Separator />
      {balance > 0 && (
        <div className="flex items-baseline justify-between gap-6 text-ink-muted">
          <p>From your credit balance</p>
          <Money amountMinor={-balance} currency={currency} decimals="always" />
        </div>
      )}
      <div className="flex items-baseline justify-between gap-6 font-semibold text-base">
        <p>{total < 0 ? 'Credit for your next bill' : 'Due today'}</p>
        <Money amountMinor={total < 0 ? -total : due} currency={currency} decimals="always" />
      </div>
      <QuoteAfterwards quote={quote} timeZone={timeZone} goesOn={goesOn} />
      <Changes changes={quote.incoming} />
      <QuoteConsequences quote={quote} />
    </div>
  )
}

type LineProps = { line: QuoteResponse['lines'][number]; currency: string; timeZone: string }

function QuoteLine({ line, currency, timeZone }: LineProps) {
  const later = line.effective === 'period_end'
  return (
    <li className="flex items-start justify-between gap-6">
      <div>
        <p>{line.action === 'reduce' ? `${line.quantity} × ${line.name} fewer` : line.description}</p>
        <p className="text-ink-muted">
          {later ? (
            <>
              From <DateTime iso={line.ends_at} timeZone={timeZone} />
            </>
          ) : (
            <>
              <DateTime iso={line.starts_at} timeZone={timeZone} /> –{' '}
              <DateTime iso={line.ends_at} timeZone={timeZone} />
            </>
          )}
        </p>
        {line.billed_days < line.period_days && (
          <p className="text-ink-muted">
            A whole period would be{' '}
            <Money amountMinor={line.unit_amount * line.quantity} currency={currency} />: you pay for the days
            that are left.
          </p>
        )}
      </div>
      {!later && <Money amountMinor={line.amount} currency={currency} decimals="always" />}
    </li>
  )
}

/** How the bill will read, word for word. */
function Charges({ quote }: { quote: QuoteResponse }) {
  return (
    <details className="text-ink-muted">
      <summary className="cursor-pointer">How this is reckoned</summary>
      <ul className="mt-2 flex flex-col gap-1">
        {quote.charges.map((charge) => (
          <li key={charge.description} className="flex items-baseline justify-between gap-6">
            <span>{charge.description}</span>
            <Money amountMinor={charge.amount} currency={quote.currency} decimals="always" />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What one may do more of. */
function Changes({ changes }: { changes: QuoteResponse['incoming'] }) {
  if (changes.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2.5">
      {changes.map((change) => (
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
  )
}
