'use client'

import { perInterval } from '#components/billing/interval-words.ts'
import { useOverview } from '#components/billing/use-overview.ts'
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
  if (!plan) return <p className="min-h-13 text-ink-muted">You have no plan yet.</p>
  return (
    <div className="min-h-13">
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
  )
}

type HeadingProps = { overview: BillingOverview; plan: NonNullable<BillingOverview['plan']> }

function Heading({ overview, plan }: HeadingProps) {
  const { addons, currency, timeZone, period } = overview
  const extras = addons.count > 0 && (
    <>
      {' '}
      Your {addons.count === 1 ? 'add-on costs' : `${addons.count} add-ons cost`}{' '}
      <Money amountMinor={BigInt(addons.monthlyMinor)} currency={currency} className="text-ink" /> a month.
    </>
  )
  const stays = (
    <>
      Stays until you change it. Monthly limits reset on <DateTime iso={period.end} timeZone={timeZone} />.
      {extras}
    </>
  )
  if (!plan.until) return stays
  const end = <DateTime iso={plan.until} timeZone={timeZone} className="text-ink" />
  return (
    <>
      Paid up to {end}
      {plan.next ? `, then you are on the ${plan.next.name} plan.` : ', then it ends.'}
      {extras}
    </>
  )
}
