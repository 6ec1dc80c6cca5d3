'use client'

import { PlanDialog } from '#components/billing/plan/plan-dialog.tsx'
import { PackDialog } from '#components/keys/packs/pack-dialog.tsx'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import { AddonDialog } from './addon-dialog.tsx'
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
    case 'pack':
      return <PackDialog apiKeyId={wish.apiKeyId} start={wish.code} {...rest} />
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
