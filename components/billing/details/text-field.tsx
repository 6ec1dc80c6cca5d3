'use client'

import type { ComponentProps } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { DetailsValues } from './details-values.ts'

/** What every field of the form is given. */
export type DetailsFields = {
  values: DetailsValues
  /** What is wrong, by field. */
  errors: ReadonlyMap<string, string>
  onChange: (change: Partial<DetailsValues>) => void
}

type TextFieldProps = DetailsFields &
  Pick<ComponentProps<'input'>, 'autoComplete' | 'autoCapitalize' | 'spellCheck' | 'className'> & {
    name: keyof DetailsValues
    label: string
    hint?: string
  }

/** One line of text, with what the server said about it. */
export function TextField({
  values,
  errors,
  onChange,
  name,
  label,
  hint,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field
      label={label}
      error={errors.get(name)}
      {...(hint ? { hint } : {})}
      {...(className ? { className } : {})}
    >
      <Input
        {...input}
        name={name}
        value={values[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  )
}
