'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { perInterval } from '#components/billing/interval-words.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import { type ApiKeyView, apiKeyView } from '#lib/keys/schemas.ts'
import type { BillingOverview } from '#lib/subscriptions/schemas.ts'
import { keyQueries } from './key-queries.ts'

/** The key's tier, what it costs, and where it is heading. */
export function TierCard({ apiKey }: { apiKey: ApiKeyView }) {
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
      {apiKey.tierEndsAt === null || isFree || plan.next?.scheduled ? (
        <p className="text-ink-muted">
          <Heading overview={data} />
        </p>
      ) : (
        <TierRenewal apiKey={apiKey} endsAt={apiKey.tierEndsAt} overview={data} />
      )}
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

type TierRenewalProps = { apiKey: ApiKeyView; endsAt: string; overview: BillingOverview }

/** Whether the tier goes on by itself, or what comes after it. */
function TierRenewal({ apiKey, endsAt, overview: { plan, timeZone } }: TierRenewalProps) {
  const client = useQueryClient()
  const change = useApiMutation({
    call: (tierAutoRenew: boolean) => ({
      method: 'PATCH',
      path: `/api/v1/api-keys/${apiKey.id}`,
      body: { tierAutoRenew },
    }),
    schema: apiKeyView,
    onSuccess: () => client.invalidateQueries({ queryKey: keyQueries.all }),
  })
  const renews = change.isPending ? change.variables : apiKey.tierAutoRenew
  const end = <DateTime iso={endsAt} timeZone={timeZone} className="text-ink" />
  return (
    <SwitchRow
      title="Renew by itself"
      checked={renews}
      disabled={change.isPending}
      onCheckedChange={(tierAutoRenew) =>
        change.mutate(tierAutoRenew, { onError: (error) => toast.error(error.message) })
      }
    >
      {renews ? (
        <>Renews on {end}, for another month.</>
      ) : (
        <>
          Paid up to {end}
          {plan?.next && `, then ${plan.next.name}`}.
        </>
      )}
    </SwitchRow>
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
