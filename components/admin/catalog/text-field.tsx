import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type TextFieldProps = {
  label: string
  hint?: string | undefined
  error: string | undefined
  value: string
  inputMode?: 'decimal' | 'numeric'
  className?: string
  onChange: (value: string) => void
}

/** A line of text with its label. */
export function TextField({ label, hint, error, className = '', onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      <Input autoComplete="off" {...input} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}
