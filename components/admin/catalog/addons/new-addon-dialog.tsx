'use client'

import { useState } from 'react'
import { NewItemDialog } from '#components/admin/catalog/new-item-dialog.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { useFamilyOptions } from '#components/admin/use-families.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { catalogDetail } from '#lib/admin/catalog-schemas.ts'

const EMPTY = { name: '', code: '', type: '', category: 'capacity' }

const FIELDS = [
  { name: 'name', label: 'Name', hint: undefined },
  { name: 'code', label: 'Code', hint: 'How programs call it, such as extra_storage_10gb. It stays.' },
  { name: 'type', label: 'Type', hint: 'What it extends, such as storage or api.' },
  { name: 'category', label: 'Category', hint: 'How it is grouped, such as capacity or features.' },
] as const

/** A draft that is filled in on its page. */
export function NewAddonDialog({ onClose }: { onClose: () => void }) {
  const families = useFamilyOptions()
  const [texts, setTexts] = useState(EMPTY)
  const [chosen, setChosen] = useState('')
  const family = chosen || (families[0]?.value ?? '')
  return (
    <NewItemDialog
      title="New add-on"
      description="It begins as a draft. Customers see it once it is published."
      label="Make a draft"
      path="/api/admin/catalog"
      page="/admin/catalog"
      schema={catalogDetail}
      body={{ family, ...texts }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label="Family" error={errors.get('family')}>
            <Select value={family} options={families} onValueChange={setChosen} />
          </Field>
          {FIELDS.map(({ name, label, hint }) => (
            <TextField
              key={name}
              label={label}
              hint={hint}
              error={errors.get(name)}
              value={texts[name]}
              onChange={(text) => setTexts({ ...texts, [name]: text })}
            />
          ))}
        </>
      )}
    </NewItemDialog>
  )
}
