import { formatAmount } from '#components/billing/format-amount.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { Meter } from '#components/ui/meter.tsx'
import type { UsageMeter, UsageOverview } from '#lib/metering/schemas.ts'
import { limitParts, limitStanding } from './limit-parts.ts'

type LimitCardProps = { meter: UsageMeter; plan: UsageOverview['plan']; timeZone: string }

/** One limit: used of total, what the total is made of, and when counting starts afresh. */
export function LimitCard({ meter, plan, timeZone }: LimitCardProps) {
  const { name, unit, used, limit } = meter
  return (
    <Card className="gap-4 p-5">
      <div>
        <div className="flex min-h-6 items-start justify-between gap-3">
          <h3 className="font-medium">{name}</h3>
          <StandingBadge meter={meter} />
        </div>
        <p className="numeric mt-1">
          <span className="font-semibold text-xl">{formatAmount({ amount: used ?? limit, unit: '' })}</span>
          <span className="text-ink-muted">
            {used === null ? ` ${unit}` : ` / ${formatAmount({ amount: limit, unit })}`} {usedWords(meter)}
          </span>
        </p>
      </div>
      <Meter
        label={name}
        used={used}
        parts={limitParts(meter.sources, plan)}
        format={(amount) => formatAmount({ amount, unit })}
      />
      {meter.resets_at && (
        <p className="mt-auto text-ink-muted">
          Resets on <DateTime iso={meter.resets_at} timeZone={timeZone} />
        </p>
      )}
    </Card>
  )
}

function StandingBadge({ meter }: { meter: UsageMeter }) {
  const standing = limitStanding(meter)
  switch (standing) {
    case 'fine':
      return null
    case 'near':
      return <Badge tone="warning">Almost used up</Badge>
    case 'reached':
      return <Badge tone="danger">Limit reached</Badge>
    case 'over':
      return <Badge tone="danger">Over the limit</Badge>
    default:
      return standing satisfies never
  }
}

function usedWords({ kind, window }: Pick<UsageMeter, 'kind' | 'window'>): string {
  if (kind === 'cap') return 'at most'
  if (window === 'day') return 'used today'
  return window === 'month' ? 'used this month' : 'used'
}
