'use client'

import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { type UpcomingBilling, upcomingBilling } from '#lib/subscriptions/schemas.ts'

/** What will be charged by itself, and the credit that is used first. */
export function Upcoming() {
  const { data, isPending, error, refetch, isFetching } = useApiQuery({
    key: billingKeys.upcoming,
    path: '/api/billing/upcoming',
    schema: upcomingBilling,
  })
  return (
    <Section title="Coming up">
      {isPending && (
        <SkeletonRegion label="Loading what comes next">
          <Skeleton className="h-36 rounded-lg" />
        </SkeletonRegion>
      )}
      {error && !data && (
        <ErrorState
          title="What comes next could not be loaded"
          onRetry={() => refetch()}
          retrying={isFetching}
        >
          {error.message}
        </ErrorState>
      )}
      {data && (
        <div className="grid items-start gap-4 md:grid-cols-[2fr_1fr]">
          <div className="flex flex-col gap-4">
            {data.charges.length === 0 && (
              <Card className="px-5 py-4 text-ink-muted">
                Nothing is charged by itself. What you hold ends unless you renew it.
              </Card>
            )}
            {data.charges.map((charge) => (
              <UpcomingCharge
                key={`${charge.at} ${charge.lines[0]?.description}`}
                charge={charge}
                all={data}
              />
            ))}
          </div>
          <Credit all={data} />
        </div>
      )}
    </Section>
  )
}

type ChargeProps = { charge: UpcomingBilling['charges'][number]; all: UpcomingBilling }

function UpcomingCharge({ charge, all: { currency, timeZone } }: ChargeProps) {
  const amount = (minor: string) => (
    <Money amountMinor={BigInt(minor)} currency={currency} decimals="always" />
  )
  return (
    <Card className="gap-3 px-5 py-4">
      <h3 className="font-semibold">
        Next invoice on <DateTime iso={charge.at} timeZone={timeZone} />
      </h3>
      <dl className="flex flex-col gap-1.5 text-sm">
        {charge.lines.map(({ description, quantity, amountMinor }) => (
          <Row key={description} label={quantity > 1 ? `${description} × ${quantity}` : description}>
            {amount(amountMinor)}
          </Row>
        ))}
        {charge.creditMinor !== '0' && <Row label="Paid by your credit">−{amount(charge.creditMinor)}</Row>}
        <div className="mt-1 flex justify-between gap-4 border-line border-t pt-2 font-semibold">
          <dt>To be charged</dt>
          <dd className="numeric">{amount(charge.dueMinor)}</dd>
        </div>
      </dl>
    </Card>
  )
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="numeric">{children}</dd>
    </div>
  )
}

function Credit({ all: { credit, currency } }: { all: UpcomingBilling }) {
  const shown = credit.length > 0 ? credit : [{ currency, amountMinor: '0' }]
  return (
    <Card className="gap-1 px-5 py-4">
      <h3 className="text-ink-muted text-sm">Your credit</h3>
      {shown.map((held) => (
        <p key={held.currency} className="font-semibold text-lg">
          <Money amountMinor={BigInt(held.amountMinor)} currency={held.currency} decimals="always" />
        </p>
      ))}
      <p className="text-ink-muted text-sm">What was credited to you and not used yet.</p>
    </Card>
  )
}
