'use client'

import { useState } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import type { PhoneView } from '#lib/phones/schemas.ts'
import { CodeForm } from './code-form.tsx'
import { NumberForm } from './number-form.tsx'

/** A number, then the code that was sent to it (S2.10). Opened while a code waits, it goes on there. */
export function PhoneDialog({ waiting, onClose }: { waiting: PhoneView['waiting']; onClose: () => void }) {
  const [sentTo, setSentTo] = useState(waiting?.number ?? null)
  const [number, setNumber] = useState(waiting?.number ?? '')
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open
      locked={busy}
      onOpenChange={(open) => open || onClose()}
      title={sentTo === null ? 'Get alerts by text message' : 'Enter the code'}
      description={
        sentTo === null
          ? 'We send a code there first, to see that it is yours.'
          : `It was sent to ${sentTo} and works for ten minutes.`
      }
    >
      {sentTo === null ? (
        <NumberForm
          number={number}
          onNumber={setNumber}
          onBusy={setBusy}
          onSent={setSentTo}
          onClose={onClose}
        />
      ) : (
        <CodeForm onBusy={setBusy} onAgain={() => setSentTo(null)} onDone={onClose} />
      )}
    </Dialog>
  )
}
