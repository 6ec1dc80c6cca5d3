import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'

const FLAG = [
  { value: '', label: 'No' },
  { value: '1', label: 'Yes' },
] as const

type GrantFieldsProps = {
  title: string
  features: CatalogDetail['features']
  texts: Record<string, string>
  error: string | undefined
  onChange: (texts: Record<string, string>) => void
}

/** How much of each feature is granted. */
export function GrantFields({ title, features, texts, error, onChange }: GrantFieldsProps) {
  return (
    <Section
      title={title}
      lead={<SectionLead error={error}>Empty is nothing; “unlimited” is without limit.</SectionLead>}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {features.map(({ code, name, unit, kind }) => {
          const value = texts[code] ?? ''
          const set = (text: string) => onChange({ ...texts, [code]: text })
          return (
            <Field key={code} label={unit === '' ? name : `${name} (${unit})`}>
              {kind === 'flag' ? (
                <Select value={value === '' ? '' : '1'} options={FLAG} onValueChange={set} />
              ) : (
                <Input autoComplete="off" value={value} onChange={(event) => set(event.target.value)} />
              )}
            </Field>
          )
        })}
      </div>
    </Section>
  )
}

/** What stands under the heading of several fields: what is wrong with them, or what to know. */
export function SectionLead({ error, children }: { error: string | undefined; children?: string }) {
  if (error === undefined) return children ?? null
  return (
    <span role="alert" className="text-danger-ink">
      {error}
    </span>
  )
}
