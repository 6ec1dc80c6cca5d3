import type { FieldsProps } from '#components/admin/catalog/catalog-editor.tsx'
import { GrantFields, SectionLead } from '#components/admin/catalog/grant-fields.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { everyInterval } from '#components/billing/interval-words.ts'
import { addonIconNames } from '#components/ui/addon-icon.tsx'
import { Field } from '#components/ui/field.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import type { AddonForm } from './addon-form-state.ts'

const AVAILABILITY = [
  { value: 'none', label: 'Not available' },
  { value: 'available', label: 'Can be bought' },
  { value: 'included', label: 'Comes with the plan' },
] as const

const DECREASE = [
  { value: 'period_end', label: 'From the next period on' },
  { value: 'credit', label: 'At once, with credit' },
] as const

/** The card shows a hard drive when nothing is chosen. */
const ICONS = [
  { value: '', label: 'None' },
  ...addonIconNames.map((name) => ({ value: name, label: name.replaceAll('-', ' ') })),
]

export function AddonFields({ item: addon, form, errors, set }: FieldsProps<CatalogDetail, AddonForm>) {
  const field = (
    name: TextName,
    label: string,
    more: { hint?: string; inputMode?: 'numeric' | 'decimal'; className?: string } = {},
  ) => (
    <TextField
      label={label}
      error={errors.get(name === 'price' ? 'priceMinor' : name)}
      value={form[name]}
      onChange={(text) => set({ [name]: text })}
      {...more}
    />
  )
  const icons = ICONS.some(({ value }) => value === form.icon)
    ? ICONS
    : [...ICONS, { value: form.icon, label: form.icon }]
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {field('name', 'Name')}
        {field('price', `Price in ${addon.currency}`, {
          inputMode: 'decimal',
          hint: `For one unit, ${everyInterval(addon.intervalMonths)}.`,
        })}
        {field('description', 'Description', { className: 'sm:col-span-2' })}
        {field('badge', 'Badge', { hint: 'A word in the corner, or nothing.' })}
        <Field label="Icon" error={errors.get('icon')}>
          <Select value={form.icon} options={icons} onValueChange={(icon) => set({ icon })} />
        </Field>
        {field('sortOrder', 'Sort order', { inputMode: 'numeric' })}
        <Field label="When fewer are wanted, they count" error={errors.get('decrease')}>
          <Select value={form.decrease} options={DECREASE} onValueChange={(decrease) => set({ decrease })} />
        </Field>
      </div>
      <SwitchRow
        title="Stackable"
        checked={form.isStackable}
        onCheckedChange={(isStackable) => set({ isStackable })}
      >
        A customer can hold several.
      </SwitchRow>
      {form.isStackable && field('maxQuantity', 'Max quantity', { inputMode: 'numeric' })}
      <SwitchRow
        title="Self-service"
        checked={form.selfService}
        onCheckedChange={(selfService) => set({ selfService })}
      >
        Customers buy it themselves; otherwise only staff grant it.
      </SwitchRow>
      <Section title="Plans" lead={<SectionLead error={errors.get('plans')} />}>
        <div className="grid gap-4 sm:grid-cols-2">
          {addon.familyPlans.map(({ code, name }) => (
            <Field key={code} label={name}>
              <Select
                value={form.plans[code] ?? 'none'}
                options={AVAILABILITY}
                onValueChange={(availability) => set({ plans: { ...form.plans, [code]: availability } })}
              />
            </Field>
          ))}
        </div>
      </Section>
      <GrantFields
        title="What a unit grants"
        features={addon.features}
        texts={form.grants}
        error={errors.get('grants')}
        onChange={(grants) => set({ grants })}
      />
    </>
  )
}

type TextName = 'name' | 'description' | 'badge' | 'sortOrder' | 'maxQuantity' | 'price'
