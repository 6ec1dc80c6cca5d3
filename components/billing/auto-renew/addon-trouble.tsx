'use client'

import { useMutation } from '@tanstack/react-query'
import { request } from '#components/api/request.ts'
import { TroubleCallout } from '#components/billing/notices/trouble-callout.tsx'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { purchaseResponse } from '#lib/purchases/schemas.ts'
import type { BillingOverview } from '#lib/subscriptions/schemas.ts'
import { useAutoRenew } from './use-auto-renew.ts'

/** S0.10: add-ons whose automatic renewal did not go through. Says nothing when all went well. */
export function AddonTrouble() {
  const { data } = useOverview()
  return data?.troubles.map((trouble) => (
    <Trouble key={trouble.purchaseId} trouble={trouble} currency={data.currency} timeZone={data.timeZone} />
  ))
}

type TroubleProps = { trouble: BillingOverview['troubles'][number]; currency: string; timeZone: string }

function Trouble({ trouble, currency, timeZone }: TroubleProps) {
  const { userAddonId: id, addon, amountMinor, purchaseId } = trouble
  const isRetried = trouble.status === 'past_due'
  const flow = usePurchaseFlow()
  const renewal = useAutoRenew({ addon: { id, name: addon.name }, timeZone })
  const pay = useMutation({
    mutationFn: async () => {
      const { data } = await request({ path: `/api/purchases/${purchaseId}`, schema: purchaseResponse })
      flow.resume(data)
    },
  })
  const amount = <Money amountMinor={BigInt(amountMinor)} currency={currency} decimals="always" />
  return (
    <TroubleCallout
      title={
        <>
          The renewal of {addon.name} for {amount} did not go through
        </>
      }
      kept="it"
      gone="It has ended; paying brings it back."
      keptUntil={trouble.keptUntil}
      timeZone={timeZone}
      isRetried={isRetried}
      problem={pay.error ?? renewal.problem}
      actions={
        <>
          {/* What is not tried again is not charged to another way to pay either, before it is paid. */}
          {isRetried && (
            <Button size="sm" variant="secondary" loading={renewal.turningOn} onClick={renewal.turnOn}>
              Change way to pay
            </Button>
          )}
          <Button size="sm" loading={pay.isPending} onClick={() => pay.mutate()}>
            <span>Pay {amount} now</span>
          </Button>
        </>
      }
    />
  )
}
