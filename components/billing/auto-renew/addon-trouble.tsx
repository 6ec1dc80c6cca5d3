'use client'

import { useMutation } from '@tanstack/react-query'
import { request } from '#components/api/request.ts'
import { isInTrouble } from '#components/billing/addons/addon-course.ts'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { TroubleCallout } from '#components/billing/notices/trouble-callout.tsx'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useHeldAddons } from '#components/billing/use-held-addons.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { purchaseResponse } from '#lib/purchases/schemas.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { useAutoRenew } from './use-auto-renew.ts'

/** S0.10: held add-ons whose automatic renewal did not go through. Says nothing when all went well. */
export function AddonTrouble({ timeZone }: { timeZone: string }) {
  const { data } = useHeldAddons()
  return data
    ?.filter(isInTrouble)
    .map((addon) => <Trouble key={addon.id} addon={addon} timeZone={timeZone} />)
}

function Trouble({ addon, timeZone }: { addon: UserAddonResponse; timeZone: string }) {
  const { addon_name: name, currency, mandate } = addon
  const open = mandate?.open ?? null
  // What is not tried again is paid first; another way to pay would not settle it.
  const mayMove = mandate?.status === 'past_due' || !open
  const flow = usePurchaseFlow()
  const renewal = useAutoRenew({ addon, timeZone })
  const pay = useMutation({
    mutationFn: async (id: string) => {
      const { data } = await request({ path: `/api/purchases/${id}`, schema: purchaseResponse })
      flow.resume(data)
    },
  })
  const amount = open && (
    <Money
      amountMinor={minorOfMajor({ amount: open.amount, currency })}
      currency={currency}
      decimals="always"
    />
  )
  return (
    <TroubleCallout
      title={
        <>
          The renewal of {name}
          {amount && <> for {amount}</>} did not go through
        </>
      }
      kept="it"
      keptUntil={mandate?.kept_until ?? null}
      timeZone={timeZone}
      isRetried={mandate?.status === 'past_due'}
      problem={pay.error ?? renewal.problem}
      actions={
        <>
          {mayMove && (
            <Button size="sm" variant="secondary" loading={renewal.turningOn} onClick={renewal.turnOn}>
              Change way to pay
            </Button>
          )}
          {open && (
            <Button size="sm" loading={pay.isPending} onClick={() => pay.mutate(open.purchase_id)}>
              <span>Pay {amount} now</span>
            </Button>
          )}
        </>
      }
    />
  )
}
