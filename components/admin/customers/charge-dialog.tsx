'use client'

import { useState } from 'react'
import { z } from 'zod'
import { InvoiceLink } from '#components/admin/invoices/invoice-link.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CustomerDetail } from '#lib/admin/customer-schemas.ts'
import { type ChargeAnswer, chargeableAddon } from '#lib/admin/one-time-schemas.ts'
import { ChargeForm } from './charge-form.tsx'

type ChargeDialogProps = { customer: CustomerDetail; onClose: () => void }

/** Charges an add-on once, at its price or at another; what comes of it is an invoice. */
export function ChargeDialog({ customer, onClose }: ChargeDialogProps) {
  const [issued, setIssued] = useState<ChargeAnswer['invoice'] | null>(null)
  const [busy, setBusy] = useState(false)
  const { data: addons, error } = useApiQuery({
    key: ['admin', 'one-time-addons'],
    path: '/api/admin/one-time-addons',
    schema: z.array(chargeableAddon),
  })
  const [first] = addons ?? []
  return (
    <Dialog
      open
      onOpenChange={onClose}
      locked={busy}
      title="Charge once"
      description={
        issued ? undefined : `An invoice is issued to ${customer.name} and sent to ${customer.email}.`
      }
    >
      {issued && <Issued invoice={issued} customer={customer} onClose={onClose} />}
      {!issued && addons && first && (
        <ChargeForm
          customerId={customer.id}
          addons={addons}
          first={first}
          onBusy={setBusy}
          onIssued={(invoice) => {
            setBusy(false)
            setIssued(invoice)
          }}
          onClose={onClose}
        />
      )}
      {!issued && !first && (
        <DialogBody>
          {error ? (
            <Callout tone="danger" role="alert" title="The add-ons could not be loaded">
              {error.message}
            </Callout>
          ) : (
            <p className="text-ink-muted">
              {addons ? 'Nothing in the catalog is charged once.' : 'Loading the add-ons…'}
            </p>
          )}
        </DialogBody>
      )}
    </Dialog>
  )
}

type IssuedProps = { invoice: ChargeAnswer['invoice']; customer: CustomerDetail; onClose: () => void }

function Issued({ invoice: { id, number, totalMinor, currency }, customer, onClose }: IssuedProps) {
  return (
    <>
      <DialogBody>
        <Callout tone="success" role="status" title="The invoice is issued">
          <InvoiceLink id={id} number={number} customerId={customer.id} onFollow={onClose} /> asks for{' '}
          <Money amountMinor={totalMinor} currency={currency} decimals="always" />, and was sent to{' '}
          <span className="wrap-anywhere">{customer.email}</span>.
        </Callout>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </>
  )
}
