'use client'

import { useState } from 'react'
import { NewItemDialog } from '#components/admin/catalog/new-item-dialog.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { useFamily } from '#components/admin/use-families.ts'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import { ONE_TIME_FAMILY, oneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'

/** Into the services family, whose currency it is priced in. */
export function NewOneTimeDialog({ onClose }: { onClose: () => void }) {
  const currency = useFamily(ONE_TIME_FAMILY)?.currency ?? 'USD'
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [price, setPrice] = useState('')
  const [publish, setPublish] = useState(false)
  const status = publish ? 'published' : 'draft'
  return (
    <NewItemDialog
      title="New one-time add-on"
      description="It is charged once, with an invoice, to the customers you choose."
      label={publish ? 'Make it' : 'Make a draft'}
      path="/api/admin/catalog/one-time"
      page="/admin/catalog/one-time"
      schema={oneTimeRow}
      body={{ name, code, priceMinor: parseAmount(price, currency), status }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <TextField label="Name" error={errors.get('name')} value={name} onChange={setName} />
          <TextField
            label="Code"
            hint="How programs call it, such as setup_fee."
            error={errors.get('code')}
            value={code}
            onChange={setCode}
          />
          <TextField
            label={`Price in ${currency}`}
            hint="For one unit, before tax."
            error={errors.get('priceMinor')}
            value={price}
            inputMode="decimal"
            onChange={setPrice}
          />
          <SwitchRow title="Publish it at once" checked={publish} onCheckedChange={setPublish}>
            Otherwise it is a draft, which nobody is charged for.
          </SwitchRow>
        </>
      )}
    </NewItemDialog>
  )
}
