'use client'

import { useState } from 'react'
import { useBillingScope } from '#components/billing/billing-scope.tsx'
import type { Wish } from '#components/billing/purchase/purchase-flow-state.ts'
import { QuotedDialog } from '#components/billing/purchase/quoted-dialog.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { usePlans } from '#components/billing/use-plans.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { PlanChoice } from '#lib/subscriptions/schemas.ts'
import { AddonPicks } from './addon-picks.tsx'
import { PlanPicks } from './plan-picks.tsx'

type PlanDialogProps = {
  start: Extract<Wish, { action: 'plan' }>
  timeZone: string
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
}

/** A plan and add-ons for it, chosen together and paid once. */
export function PlanDialog({ start, ...rest }: PlanDialogProps) {
  const plans = usePlans()
  const offers = useCatalog()
  const isKeys = useBillingScope() !== null
  const [renews, setRenews] = useState(false)
  const [picked, setPicked] = useState<string | null>(start.plan)
  const [addons, setAddons] = useState<Record<string, number>>(start.addons)
  const current = plans.data?.find(({ standing }) => standing === 'current')
  const plan = plans.data?.find(({ code }) => code === picked) ?? current
  const fitting = Object.entries(addons).filter(([code, quantity]) => quantity > 0 && canHold(plan, code))
  // Each of several renews on a day of its own; one sentence could not say what is charged when.
  const mayRenew = isKeys && fitting.length === 0 && plan !== undefined && isPaid(plan) && picked !== null
  return (
    <QuotedDialog
      title={isKeys ? 'Change tier and packs' : 'Change plan and add-ons'}
      description={`Choose a ${isKeys ? 'tier' : 'plan'}, add what you need to it, and pay for all of it at once.`}
      goesOn={mayRenew && renews ? 'approved' : 'billed'}
      wish={{
        ...(picked === null ? {} : { plan: picked }),
        addons: fitting.map(([code, quantity]) => ({ action: 'add', code, quantity })),
        ...(mayRenew && renews ? { auto_renew: true } : {}),
      }}
      {...rest}
    >
      {(busy) => (
        <>
          {plans.isPending && (
            <SkeletonRegion label="Loading the plans" className="flex flex-col gap-2">
              <Skeleton className="h-16 w-full" />
              <Skeleton className="h-16 w-full" />
            </SkeletonRegion>
          )}
          {plans.isError && !plans.data && (
            <ErrorState
              title="The plans could not be loaded"
              onRetry={() => plans.refetch()}
              retrying={plans.isFetching}
            >
              {plans.error.message}
            </ErrorState>
          )}
          {plans.data && <PlanPicks plans={plans.data} picked={picked} disabled={busy} onPick={setPicked} />}
          {plan && offers.data && (
            <AddonPicks
              offers={offers.data.filter(({ code }) => canHold(plan, code))}
              plan={plan.name}
              quantities={addons}
              disabled={busy}
              onChange={(code, quantity) => setAddons({ ...addons, [code]: quantity })}
            />
          )}
          {mayRenew && (
            <SwitchRow title="Renew by itself" checked={renews} disabled={busy} onCheckedChange={setRenews}>
              The card you pay with is charged each month, until you turn it off.
            </SwitchRow>
          )}
        </>
      )}
    </QuotedDialog>
  )
}

const isPaid = ({ priceMinor }: PlanChoice): boolean => priceMinor !== null && priceMinor !== '0'

const canHold = (plan: PlanChoice | undefined, code: string): boolean =>
  plan?.addons.available.includes(code) ?? false
