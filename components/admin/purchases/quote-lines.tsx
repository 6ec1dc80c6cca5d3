import { DeskTime } from '#components/admin/desk-time.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { PurchaseDetail } from '#lib/admin/purchase-schemas.ts'

/** What a purchase was quoted as. */
export function QuoteLines({ purchase: { quote, currency } }: { purchase: PurchaseDetail }) {
  return (
    <Card>
      <ul>
        {quote.lines.map((line) => (
          <li
            key={`${line.description} ${line.startsAt}`}
            className="flex items-start justify-between gap-4 border-b border-line px-5 py-3"
          >
            <div className="min-w-0">
              <p className="font-medium">{line.description}</p>
              <p className="text-ink-muted">
                {line.quantity} ×{' '}
                <Money amountMinor={line.unitAmountMinor} currency={currency} decimals="always" />
                {' · '}
                <DeskTime iso={line.startsAt} show="date" /> – <DeskTime iso={line.endsAt} show="date" />
                {line.effective === 'period_end' && ' · from the next period'}
              </p>
            </div>
            <Money amountMinor={line.amountMinor} currency={currency} decimals="always" />
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1 px-5 py-3">
        {quote.totalMinor !== quote.dueNowMinor && (
          <Sum name="Total" amountMinor={quote.totalMinor} currency={currency} />
        )}
        {quote.balanceMinor > 0 && (
          <Sum name="Paid by credit balance" amountMinor={-quote.balanceMinor} currency={currency} />
        )}
        <Sum name="Due" amountMinor={quote.dueNowMinor} currency={currency} strong />
      </dl>
    </Card>
  )
}

type SumProps = { name: string; amountMinor: number; currency: string; strong?: boolean }

function Sum({ name, amountMinor, currency, strong = false }: SumProps) {
  return (
    <div className="flex justify-between gap-4">
      <dt className={strong ? 'font-medium' : 'text-ink-muted'}>{name}</dt>
      <dd className={strong ? 'font-medium' : ''}>
        <Money amountMinor={amountMinor} currency={currency} decimals="always" />
      </dd>
    </div>
  )
}
