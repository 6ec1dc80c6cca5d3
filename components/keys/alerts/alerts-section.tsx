'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Section } from '#components/ui/section.tsx'
import type { PhoneView } from '#lib/phones/schemas.ts'
import { PhoneDialog } from './phone-dialog.tsx'
import { RemovePhoneDialog } from './remove-phone-dialog.tsx'
import { usePhone } from './use-phone.ts'

/** S2.10 how a person hears of their keys; nothing where only mail and pages tell. */
export function AlertsSection({ hasKeys }: { hasKeys: boolean }) {
  const { data: phone } = usePhone()
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const close = () => setOpen(null)
  // Without a key there is nothing to be told of, but a number to be removed.
  if (!phone?.offered || !(hasKeys || phone.number)) return null
  const { number, waiting } = phone
  return (
    <Section
      title="Alerts"
      lead="When a key nears its daily limit, a pack is nearly used up or ends, or a higher tier would cost less."
    >
      <Card>
        <dl className="divide-y divide-line">
          <div className="grid gap-x-8 gap-y-1 px-5 py-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="font-medium">By mail</dt>
            <dd className="text-ink-muted">Always, and on your pages.</dd>
          </div>
          <div className="grid items-center gap-x-8 gap-y-1 px-5 py-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="font-medium">By text message</dt>
            <dd className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-ink-muted">
              <Standing phone={phone} />
              <span className="flex flex-wrap gap-2">
                {number && (
                  <Button variant="ghost" size="sm" onClick={() => setOpen('remove')}>
                    Remove
                  </Button>
                )}
                <Button variant="secondary" size="sm" onClick={() => setOpen('change')}>
                  {waiting ? 'Enter code' : number ? 'Change' : 'Add a number'}
                </Button>
              </span>
            </dd>
          </div>
        </dl>
      </Card>
      {open === 'change' && <PhoneDialog waiting={waiting} onClose={close} />}
      {open === 'remove' && number && <RemovePhoneDialog number={number} onClose={close} />}
    </Section>
  )
}

function Standing({ phone: { number, waiting } }: { phone: PhoneView }) {
  return (
    <span>
      {number ? <span className="numeric text-ink">{number}</span> : !waiting && 'Not yet.'}
      {waiting && (
        <span className={number ? 'block' : ''}>
          A code was sent to <span className="numeric">{waiting.number}</span>.
        </span>
      )}
    </span>
  )
}
