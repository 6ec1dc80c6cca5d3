'use client'

import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'

const page = z.object({ url: z.url() })

/** A renewal that did not go through: until when everything is kept, and how to fix it. */
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
    <Callout
      tone="danger"
      role="alert"
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
    >
      {keptUntil && (
        <>
          You keep everything until <DateTime iso={keptUntil} timeZone={data.timeZone} />.{' '}
        </>
      )}
      {status === 'past_due' ? 'We try again in the next days.' : 'We do not try again by ourselves.'}
      {method.isError && <p>{method.error.message}</p>}
    </Callout>
  )
}
