'use client'

import { useState } from 'react'
import type { Wish } from '#components/billing/purchase/purchase-flow-state.ts'
import { QuotedDialog } from '#components/billing/purchase/quoted-dialog.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { usePlans } from '#components/billing/use-plans.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
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
  const [picked, setPicked] = useState<string | null>(start.plan)
  const [addons, setAddons] = useState<Record<string, number>>(start.addons)
  const current = plans.data?.find(({ standing }) => standing === 'current')
  const plan = plans.data?.find(({ code }) => code === picked) ?? current
  const fitting = Object.entries(addons).filter(([code, quantity]) => quantity > 0 && canHold(plan, code))
  return (
    <QuotedDialog
      title="Change plan and add-ons"
      description="Choose a plan, add what you need to it, and pay for all of it at once."
      wish={{
        ...(picked === null ? {} : { plan: picked }),
        addons: fitting.map(([code, quantity]) => ({ action: 'add', code, quantity })),
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
        </>
      )}
    </QuotedDialog>
  )
}

const canHold = (plan: PlanChoice | undefined, code: string): boolean =>
  plan?.addons.available.includes(code) ?? false
