'use client'

import { useState } from 'react'
import { NewItemDialog } from '#components/admin/catalog/new-item-dialog.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { useFamilies } from '#components/admin/use-families.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { planDetail } from '#lib/admin/catalog-plan-schemas.ts'

const optionsOf = (named: readonly { code: string; name: string }[]) =>
  named.map(({ code, name }) => ({ value: code, label: name }))

/** A draft that is filled in on its page. */
export function NewPlanDialog({ onClose }: { onClose: () => void }) {
  const families = useFamilies().filter(({ plans }) => plans.length > 0)
  const [texts, setTexts] = useState({ name: '', code: '' })
  const [chosen, setChosen] = useState('')
  const [place, setPlace] = useState('')
  const family = families.find(({ code }) => code === chosen) ?? families[0]
  const plans = family?.plans ?? []
  // Most often a larger one is wanted.
  const after = plans.find(({ code }) => code === place)?.code ?? plans.at(-1)?.code ?? ''
  return (
    <NewItemDialog
      title="New plan"
      description="It begins as a draft. Customers see it once it is published."
      label="Make a draft"
      path="/api/admin/catalog/plans"
      page="/admin/catalog/plans"
      schema={planDetail}
      body={{ family: family?.code ?? '', ...texts, after }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label="Family" error={errors.get('family')}>
            <Select value={family?.code ?? ''} options={optionsOf(families)} onValueChange={setChosen} />
          </Field>
          <TextField
            label="Name"
            error={errors.get('name')}
            value={texts.name}
            onChange={(name) => setTexts({ ...texts, name })}
          />
          <TextField
            label="Code"
            hint="How programs call it, such as business. It stays."
            error={errors.get('code')}
            value={texts.code}
            onChange={(code) => setTexts({ ...texts, code })}
          />
          <Field
            label="Comes after"
            hint="Going up from there leads to it. Add-ons are sold on it as on that plan, until you say otherwise."
            error={errors.get('after')}
          >
            <Select value={after} options={optionsOf(plans)} onValueChange={setPlace} />
          </Field>
        </>
      )}
    </NewItemDialog>
  )
}
