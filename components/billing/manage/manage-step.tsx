'use client'

import type { ReactNode } from 'react'
import { isBilledWithPlan, isInTrouble } from '#components/billing/addons/addon-course.ts'
import { HeldUntil } from '#components/billing/addons/held-until.tsx'
import { AutoRenewRow } from '#components/billing/auto-renew/auto-renew-row.tsx'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { Button } from '#components/ui/button.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { ScheduledChange } from './scheduled-change.tsx'

type ManageStepProps = {
  addon: UserAddonResponse
  offer: CatalogOffer | undefined
  timeZone: string
  onClose: () => void
  onCancel: () => void
}

export function ManageStep({ addon, offer, timeZone, onClose, onCancel }: ManageStepProps) {
  const flow = usePurchaseFlow()
  const { addon_id: code, addon_name: name, currency } = addon
  const start = (wish: Parameters<typeof flow.buy>[0]) => {
    onClose()
    flow.buy(wish)
  }
  const stays = !addon.cancel_at_period_end
  const isBilled = isBilledWithPlan(addon)
  // What failed to renew is paid first, as it stands.
  const isOpen = isInTrouble(addon)
  const mayRenew = stays && !addon.auto_renew && !isOpen
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
        <ScheduledChange addon={addon} />
        <AutoRenewRow
          addon={addon}
          months={offer?.intervalMonths ?? 1}
          timeZone={timeZone}
          onLeave={onClose}
        />
      </DialogBody>
      <DialogFooter>
        {stays && (
          <Button variant="ghost" className="sm:mr-auto" onClick={onCancel}>
            Cancel add-on
          </Button>
        )}
        {mayRenew && (
          <Button variant="secondary" onClick={() => start({ action: 'renew', code, name })}>
            Renew
          </Button>
        )}
        {isBilled && offer?.isStackable && stays && (
          <Button
            onClick={() =>
              start({ action: 'set', code, name, quantity: addon.quantity, max: offer.maxQuantity })
            }
          >
            Change quantity
          </Button>
        )}
        {!isBilled && !isOpen && offer?.purchasable.allowed && (
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
