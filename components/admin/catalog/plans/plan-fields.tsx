import type { FieldsProps } from '#components/admin/catalog/catalog-editor.tsx'
import { GrantFields } from '#components/admin/catalog/grant-fields.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { everyInterval } from '#components/billing/interval-words.ts'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { PlanDetail } from '#lib/admin/catalog-plan-schemas.ts'
import type { PlanForm } from './plan-form-state.ts'

export function PlanFields({ item: plan, form, errors, set }: FieldsProps<PlanDetail, PlanForm>) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          error={errors.get('name')}
          value={form.name}
          onChange={(name) => set({ name })}
        />
        {!plan.isDefault && (
          <TextField
            label={`Price in ${plan.currency}`}
            hint={`To be paid ${everyInterval(plan.intervalMonths)}.`}
            error={errors.get('priceMinor')}
            value={form.price}
            inputMode="decimal"
            onChange={(price) => set({ price })}
          />
        )}
        {plan.status === 'draft' && (
          <Field
            label="Comes after"
            hint="Where it stands among the family’s plans. It stays there once it is published."
            error={errors.get('after')}
            className="sm:col-span-2"
          >
            <Select
              value={form.after}
              options={plan.others.map(({ code, name }) => ({ value: code, label: name }))}
              onValueChange={(after) => set({ after })}
            />
          </Field>
        )}
        <TextField
          label="Description"
          error={errors.get('description')}
          value={form.description}
          className="sm:col-span-2"
          onChange={(description) => set({ description })}
        />
      </div>
      <GrantFields
        title="What it grants"
        features={plan.features}
        texts={form.grants}
        error={errors.get('grants')}
        onChange={(grants) => set({ grants })}
      />
    </>
  )
}
