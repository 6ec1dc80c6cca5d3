import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import type { AddonForm } from './addon-form-state.ts'

type AddonFieldsProps = {
  addon: CatalogDetail
  form: AddonForm
  errors: ReadonlyMap<string, string>
  onChange: (form: AddonForm) => void
}

const AVAILABILITY = [
  { value: 'none', label: 'Not available' },
  { value: 'available', label: 'Can be bought' },
  { value: 'included', label: 'Comes with the plan' },
] as const

const DECREASE = [
  { value: 'period_end', label: 'From the next period on' },
  { value: 'credit', label: 'At once, with credit' },
] as const

const FLAG = [
  { value: '', label: 'No' },
  { value: '1', label: 'Yes' },
] as const

export function AddonFields({ addon, form, errors, onChange }: AddonFieldsProps) {
  const set = (part: Partial<AddonForm>) => onChange({ ...form, ...part })
  const input = (name: TextField, props: { inputMode?: 'numeric' | 'decimal' } = {}) => (
    <Input
      autoComplete="off"
      value={form[name]}
      onChange={(event) => set({ [name]: event.target.value })}
      {...props}
    />
  )
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errors.get('name')}>
          {input('name')}
        </Field>
        <Field
          label={`Price in ${addon.currency}`}
          error={errors.get('priceMinor')}
          hint={
            addon.intervalMonths === 1
              ? 'For one unit, a month.'
              : `For one unit, ${addon.intervalMonths} months.`
          }
        >
          {input('price', { inputMode: 'decimal' })}
        </Field>
        <Field label="Description" error={errors.get('description')} className="sm:col-span-2">
          {input('description')}
        </Field>
        <Field label="Badge" error={errors.get('badge')} hint="A word in the corner, or nothing.">
          {input('badge')}
        </Field>
        <Field label="Icon" error={errors.get('icon')} hint="Its name, such as hard-drive or zap.">
          {input('icon')}
        </Field>
        <Field label="Sort order" error={errors.get('sortOrder')}>
          {input('sortOrder', { inputMode: 'numeric' })}
        </Field>
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
      {form.isStackable && (
        <Field label="Max quantity" error={errors.get('maxQuantity')}>
          {input('maxQuantity', { inputMode: 'numeric' })}
        </Field>
      )}
      <SwitchRow
        title="Self-service"
        checked={form.selfService}
        onCheckedChange={(selfService) => set({ selfService })}
      >
        Customers buy it themselves; otherwise only staff grant it.
      </SwitchRow>
      <Section title="Plans" lead={<Wrong error={errors.get('plans')} />}>
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
      <Section
        title="What a unit grants"
        lead={<Wrong error={errors.get('grants')}>Empty is nothing; “unlimited” is without limit.</Wrong>}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          {addon.features.map(({ code, name, unit, kind }) => {
            const value = form.grants[code] ?? ''
            const setGrant = (text: string) => set({ grants: { ...form.grants, [code]: text } })
            return (
              <Field key={code} label={unit === '' ? name : `${name} (${unit})`}>
                {kind === 'flag' ? (
                  <Select value={value === '' ? '' : '1'} options={FLAG} onValueChange={setGrant} />
                ) : (
                  <Input
                    autoComplete="off"
                    value={value}
                    onChange={(event) => setGrant(event.target.value)}
                  />
                )}
              </Field>
            )
          })}
        </div>
      </Section>
    </>
  )
}

type TextField = 'name' | 'description' | 'badge' | 'icon' | 'sortOrder' | 'maxQuantity' | 'price'

function Wrong({ error, children }: { error: string | undefined; children?: string }) {
  if (error === undefined) return children ?? null
  return (
    <span role="alert" className="text-danger-ink">
      {error}
    </span>
  )
}
