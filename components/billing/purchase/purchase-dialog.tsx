'use client'

import { useState } from 'react'
import { PlanDialog } from '#components/billing/plan/plan-dialog.tsx'
import { QuantityStepper } from '#components/ui/quantity-stepper.tsx'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { Wish } from './purchase-flow-state.ts'
import { QuotedDialog } from './quoted-dialog.tsx'

type PurchaseDialogProps = {
  wish: Wish
  timeZone: string
  /** The provider's window is being fetched. */
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
}

/** The choice that belongs to a wish, with its price. */
export function PurchaseDialog({ wish, ...rest }: PurchaseDialogProps) {
  switch (wish.action) {
    case 'plan':
      return <PlanDialog start={wish} {...rest} />
    case 'renew':
      return (
        <QuotedDialog
          title={`Renew ${wish.name}`}
          description="Carries on for another period, without a gap."
          wish={{ addons: [{ action: 'renew', code: wish.code }] }}
          {...rest}
        />
      )
    case 'add':
    case 'set':
      return <AddonDialog wish={wish} {...rest} />
    default:
      throw wish satisfies never
  }
}

type AddonWish = Extract<Wish, { action: 'add' | 'set' }>

/** More of an add-on, or exactly so many of one that is held. */
function AddonDialog({ wish, ...rest }: Omit<PurchaseDialogProps, 'wish'> & { wish: AddonWish }) {
  const [quantity, setQuantity] = useState(wish.quantity)
  const { action, code, name, max } = wish
  const unchanged = action === 'set' && quantity === wish.quantity
  return (
    <QuotedDialog
      title={name}
      description={
        action === 'add'
          ? 'Added as soon as it is paid.'
          : 'More counts as soon as it is paid. Choose how many.'
      }
      wish={{ addons: unchanged ? [] : [{ action, code, quantity }] }}
      {...rest}
    >
      {(busy) =>
        max > 1 && (
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
        )
      }
    </QuotedDialog>
  )
}
