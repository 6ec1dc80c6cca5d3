'use client'

import { perInterval } from '#components/billing/interval-words.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { BillingOverview } from '#lib/subscriptions/schemas.ts'

/** The key's tier, what it costs, and where it is heading. */
export function TierCard() {
  const { data, isError, error, refetch, isFetching } = useOverview()
  const flow = usePurchaseFlow()
  if (!data) {
    return isError ? (
      <ErrorState title="The tier could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    ) : (
      <SkeletonRegion label="Loading the tier">
        <Skeleton className="h-52 rounded-lg" />
      </SkeletonRegion>
    )
  }
  const { plan, currency } = data
  const isFree = plan === null || plan.priceMinor === null || plan.priceMinor === '0'
  return (
    <Card className="gap-4 p-5">
      <div>
        <h2 className="text-base font-semibold">Tier</h2>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
          <span className="text-xl font-semibold">{plan?.name ?? 'None'}</span>
          <span className="numeric text-ink-muted">
            {isFree ? (
              'Free'
            ) : (
              <>
                <Money amountMinor={BigInt(plan.priceMinor ?? '0')} currency={currency} />
                {perInterval(plan.intervalMonths)}
              </>
            )}
          </span>
        </p>
        <p className="text-ink-muted">{plan?.description}</p>
      </div>
      <p className="text-ink-muted">
        <Heading overview={data} />
      </p>
      <Button
        variant="secondary"
        size="sm"
        className="mt-auto self-start"
        onClick={() => flow.buy({ action: 'plan', plan: null, addons: {} })}
      >
        Change tier
      </Button>
    </Card>
  )
}

function Heading({ overview: { plan, timeZone } }: { overview: BillingOverview }) {
  if (!plan?.until) return 'Stays until you change it.'
  const until = <DateTime iso={plan.until} timeZone={timeZone} className="text-ink" />
  if (!plan.next) return <>Paid up to {until}.</>
  return (
    <>
      Paid up to {until}, then {plan.next.name}.
    </>
  )
}
