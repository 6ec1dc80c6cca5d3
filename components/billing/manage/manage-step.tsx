'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { HeldUntil } from '#components/billing/addons/held-until.tsx'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

type ManageStepProps = {
  addon: UserAddonResponse
  offer: CatalogOffer | undefined
  timeZone: string
  onClose: () => void
  onCancel: () => void
}

export function ManageStep({ addon, offer, timeZone, onClose, onCancel }: ManageStepProps) {
  const flow = usePurchaseFlow()
  const client = useQueryClient()
  const resume = useApiMutation({
    call: () => ({ path: '/api/addons/resume', body: { user_addon_id: addon.id } }),
    schema: z.unknown(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingKeys.held })
      toast.success(`${addon.addon_name} stays as it was`)
    },
  })
  const { addon_id: code, addon_name: name, currency } = addon
  const start = (wish: Parameters<typeof flow.buy>[0]) => {
    onClose()
    flow.buy(wish)
  }
  const canAddMore = offer?.purchasable.allowed === true
  return (
    <>
      <DialogBody className="flex flex-col gap-5">
        <dl className="flex flex-col gap-2.5">
          <Fact term="Quantity">
            <span className="numeric">
              {addon.quantity}
              {offer?.isStackable && <span className="text-ink-muted"> of {offer.maxQuantity}</span>}
            </span>
          </Fact>
          <Fact term="Price">
            <Money amountMinor={minorOfMajor({ amount: addon.total_amount, currency })} currency={currency} />
            /month
          </Fact>
          <Fact term="Held since">
            <DateTime iso={addon.started_at} timeZone={timeZone} />
          </Fact>
          <Fact term="What comes next">
            <HeldUntil addon={addon} timeZone={timeZone} />
          </Fact>
        </dl>
        {(addon.cancel_at_period_end || addon.next_quantity !== null) && (
          <Callout
            tone="warning"
            title={addon.cancel_at_period_end ? 'Canceled' : `${addon.next_quantity} from the next period on`}
            actions={
              <Button
                size="sm"
                variant="secondary"
                loading={resume.isPending}
                onClick={() => resume.mutate(undefined)}
              >
                Undo
              </Button>
            }
          >
            Nothing changes until the period ends.
          </Callout>
        )}
        {resume.isError && (
          <Callout tone="danger" role="alert">
            {resume.error.message}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        {!addon.cancel_at_period_end && (
          <Button variant="ghost" className="sm:mr-auto" onClick={onCancel}>
            Cancel add-on
          </Button>
        )}
        {!addon.auto_renew && !addon.cancel_at_period_end && (
          <Button variant="secondary" onClick={() => start({ action: 'renew', code, name })}>
            Renew
          </Button>
        )}
        {addon.auto_renew && offer?.isStackable && !addon.cancel_at_period_end && (
          <Button
            onClick={() =>
              start({ action: 'set', code, name, quantity: addon.quantity, max: offer.maxQuantity })
            }
          >
            Change quantity
          </Button>
        )}
        {canAddMore && !addon.auto_renew && (
          <Button onClick={() => start({ action: 'add', code, name, quantity: 1, max: offer.maxMore })}>
            Add more
          </Button>
        )}
      </DialogFooter>
    </>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6">
      <dt className="text-ink-muted">{term}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  )
}
