'use client'

import { perInterval } from '#components/billing/interval-words.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { BillingOverview } from '#lib/subscriptions/schemas.ts'

/** The plan, what it costs, and one sentence on where it is heading. */
export function PlanHeader() {
  const { data, isError, error, refetch, isFetching } = useOverview()
  if (data) return <PlanWords overview={data} />
  if (isError) {
    return (
      <ErrorState title="Your plan could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    )
  }
  return (
    <SkeletonRegion label="Loading your plan" className="flex h-13 flex-col justify-between">
      <Skeleton className="h-6 w-44" />
      <Skeleton className="h-5 w-80 max-w-full" />
    </SkeletonRegion>
  )
}

function PlanWords({ overview }: { overview: BillingOverview }) {
  const { plan, currency } = overview
  const flow = usePurchaseFlow()
  const change = () => flow.buy({ action: 'plan', plan: null, addons: {} })
  return (
    <div className="flex min-h-13 flex-wrap items-start justify-between gap-x-6 gap-y-3">
      {plan ? (
        <div>
          <p className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
            {plan.name} plan
            {plan.priceMinor !== null && (
              <span className="font-normal text-base text-ink-muted">
                <Money amountMinor={BigInt(plan.priceMinor)} currency={currency} />
                {perInterval(plan.intervalMonths)}
              </span>
            )}
          </p>
          <p className="mt-0.5 text-ink-muted">
            <Heading overview={overview} plan={plan} />
          </p>
        </div>
      ) : (
        <p className="text-ink-muted">You have no plan yet.</p>
      )}
      <Button variant="secondary" size="sm" onClick={change}>
        Change plan
      </Button>
    </div>
  )
}

type HeadingProps = { overview: BillingOverview; plan: NonNullable<BillingOverview['plan']> }

function Heading({ overview, plan }: HeadingProps) {
  const { addons, billing, currency, timeZone, period } = overview
  const flow = usePurchaseFlow()
  const extras = addons.count > 0 && (
    <>
      {' '}
      Your {addons.count === 1 ? 'add-on costs' : `${addons.count} add-ons cost`}{' '}
      <Money amountMinor={BigInt(addons.monthlyMinor)} currency={currency} className="text-ink" /> a month.
    </>
  )
  if (plan.until && plan.next) {
    const undo = () => flow.buy({ action: 'plan', plan: plan.code, addons: {} })
    return (
      <>
        Until <DateTime iso={plan.until} timeZone={timeZone} className="text-ink" />, then you are on the{' '}
        {plan.next.name} plan.
        {billing && (
          <>
            {' '}
            <button type="button" className="text-accent-ink underline underline-offset-2" onClick={undo}>
              Stay on {plan.name}
            </button>
          </>
        )}
        {extras}
      </>
    )
  }
  if (billing) {
    return (
      <>
        Renews on <DateTime iso={billing.nextAt} timeZone={timeZone} className="text-ink" /> for{' '}
        <Money amountMinor={BigInt(billing.nextMinor)} currency={currency} className="text-ink" /> in all.
        {extras}
      </>
    )
  }
  if (plan.until) {
    return (
      <>
        Paid up to <DateTime iso={plan.until} timeZone={timeZone} className="text-ink" />, then it ends.
        {extras}
      </>
    )
  }
  return (
    <>
      Stays until you change it. Monthly limits reset on <DateTime iso={period.end} timeZone={timeZone} />.
      {extras}
    </>
  )
}
