'use client'

import { useState } from 'react'
import { AutoRenewChoice } from '#components/billing/auto-renew/auto-renew-choice.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { useHeldAddons } from '#components/billing/use-held-addons.ts'
import { useOverview } from '#components/billing/use-overview.ts'
import { QuantityStepper } from '#components/ui/quantity-stepper.tsx'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { Wish } from './purchase-flow-state.ts'
import { QuotedDialog } from './quoted-dialog.tsx'

type AddonDialogProps = {
  wish: Extract<Wish, { action: 'add' | 'set' }>
  timeZone: string
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
}

/** More of an add-on, or exactly so many of one that is held. */
export function AddonDialog({ wish, ...rest }: AddonDialogProps) {
  const [quantity, setQuantity] = useState(wish.quantity)
  const [renews, setRenews] = useState(false)
  const { action, code, name, max } = wish
  const mayRenew = useMayRenew(code)
  const held = useHeldAddons().data?.find((addon) => addon.addon_id === code)
  const unchanged = action === 'set' && quantity === wish.quantity
  const approved = mayRenew !== null && renews
  const joins = held?.mandate != null && held.auto_renew
  return (
    <QuotedDialog
      title={name}
      description={
        action === 'add'
          ? 'Added as soon as it is paid.'
          : 'More counts as soon as it is paid. Choose how many.'
      }
      wish={{
        addons: unchanged ? [] : [{ action, code, quantity }],
        ...(approved ? { auto_renew: true } : {}),
      }}
      goesOn={approved ? 'approved' : joins ? 'joins' : 'billed'}
      {...rest}
    >
      {(busy) => (
        <>
          {max > 1 && (
            <div className="flex items-center justify-between gap-4">
              <div>
                <p className="font-medium">Quantity</p>
                <p className="numeric text-ink-muted">
                  {action === 'add' ? `Up to ${max} more` : `${wish.quantity} now, up to ${max}`}
                </p>
              </div>
              <QuantityStepper
                label={`Quantity of ${name}`}
                value={quantity}
                max={max}
                disabled={busy}
                onValueChange={setQuantity}
              />
            </div>
          )}
          {mayRenew !== null && (
            <AutoRenewChoice months={mayRenew.months} checked={renews} disabled={busy} onChange={setRenews} />
          )}
        </>
      )}
    </QuotedDialog>
  )
}

/** Whether a first purchase of it may renew by itself, and every how many months that is; null: it may not. */
function useMayRenew(code: string): { months: number } | null {
  const { data: overview } = useOverview()
  const offer = useCatalog().data?.find((candidate) => candidate.code === code)
  if (!overview?.mandates || !offer || offer.held > 0) return null
  return { months: offer.intervalMonths }
}
