'use client'

import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { TroubleCallout } from '#components/billing/notices/trouble-callout.tsx'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'

const page = z.object({ url: z.url() })

/** A renewal of everything on the one bill that did not go through. */
export function RenewalTrouble() {
  const { data } = useOverview()
  const method = useApiMutation({
    call: () => ({ path: '/api/billing/payment-method' }),
    schema: page,
    onSuccess: ({ url }) => window.location.assign(url),
  })
  const billing = data?.billing
  if (!data || !billing || billing.status === 'active') return null
  const { open, keptUntil, status } = billing
  return (
    <TroubleCallout
      title={
        open ? (
          <>
            The renewal for{' '}
            <Money amountMinor={BigInt(open.amountMinor)} currency={data.currency} decimals="always" /> did
            not go through
          </>
        ) : (
          'Your renewal did not go through'
        )
      }
      kept="everything"
      keptUntil={keptUntil}
      timeZone={data.timeZone}
      isRetried={status === 'past_due'}
      problem={method.error}
      actions={
        <>
          <Button
            size="sm"
            variant="secondary"
            loading={method.isPending}
            onClick={() => method.mutate(undefined)}
          >
            Change card
          </Button>
          {open?.url && (
            <Button size="sm" asChild>
              <a href={open.url}>Fix payment</a>
            </Button>
          )}
        </>
      }
    />
  )
}
