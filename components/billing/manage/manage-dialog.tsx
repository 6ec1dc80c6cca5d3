'use client'

import { useState } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { CancelStep } from './cancel-step.tsx'
import { ManageStep } from './manage-step.tsx'

type ManageDialogProps = {
  addon: UserAddonResponse
  /** The same add-on as it is offered; missing when it has left the catalog. */
  offer: CatalogOffer | undefined
  timeZone: string
  onClose: () => void
}

/** Everything that can be done with a held add-on. */
export function ManageDialog({ addon, offer, timeZone, onClose }: ManageDialogProps) {
  const [step, setStep] = useState<'manage' | 'cancel'>('manage')
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={step === 'manage' ? addon.addon_name : `Cancel ${addon.addon_name}?`}
      {...(step === 'manage' && offer ? { description: offer.description } : {})}
    >
      {step === 'manage' ? (
        <ManageStep
          addon={addon}
          offer={offer}
          timeZone={timeZone}
          onClose={onClose}
          onCancel={() => setStep('cancel')}
        />
      ) : (
        <CancelStep addon={addon} timeZone={timeZone} onDone={onClose} onKeep={() => setStep('manage')} />
      )}
    </Dialog>
  )
}
