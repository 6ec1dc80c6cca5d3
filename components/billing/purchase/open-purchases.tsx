'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import { type PurchaseResponse, purchaseResponse } from '#lib/purchases/schemas.ts'
import { usePurchaseFlow } from './purchase-flow.tsx'
import { purchaseStanding } from './purchase-standing.ts'
import { purchaseName } from './result-view.ts'

const openPurchases = z.array(purchaseResponse)

/** Purchases that were begun and not finished: the way to finish or drop each. Of a key only its own. */
export function OpenPurchases({ timeZone }: { timeZone: string }) {
  const scope = useBillingScope()
  const { data } = useApiQuery({
    key: billingKeys.purchases,
    path: '/api/purchases',
    schema: openPurchases,
  })
  const shown = scope ? data?.filter((purchase) => purchase.api_key_id === scope.api_key_id) : data
  return shown?.map((purchase) => <OpenPurchase key={purchase.id} purchase={purchase} timeZone={timeZone} />)
}

function OpenPurchase({ purchase, timeZone }: { purchase: PurchaseResponse; timeZone: string }) {
  const flow = usePurchaseFlow()
  const client = useQueryClient()
  const discard = useApiMutation({
    call: () => ({ path: `/api/purchases/${purchase.id}/cancel` }),
    schema: z.unknown(),
    onSuccess: () => client.invalidateQueries({ queryKey: billingKeys.held }),
  })
  const standing = purchaseStanding(purchase, false)
  const name = purchaseName(purchase)
  if (standing === 'awaiting_bank') {
    return (
      <Callout title={`Waiting for your bank: ${name}`}>
        It starts by itself once the payment is confirmed. You do not need to pay again.
      </Callout>
    )
  }
  return (
    <Callout
      title={
        <>
          Not paid yet: {name} for{' '}
          <Money amountMinor={purchase.amount} currency={purchase.currency} decimals="always" />
        </>
      }
      actions={
        <>
          <Button
            size="sm"
            variant="secondary"
            loading={discard.isPending}
            onClick={() => discard.mutate(undefined, { onError: (error) => toast.error(error.message) })}
          >
            Discard
          </Button>
          <Button size="sm" onClick={() => flow.resume(purchase)}>
            Continue payment
          </Button>
        </>
      }
    >
      {purchase.last_failure && <p>The last attempt failed: {purchase.last_failure.description}</p>}
      Kept for you until <DateTime iso={purchase.expires_at} timeZone={timeZone} show="date-time" />.
    </Callout>
  )
}
