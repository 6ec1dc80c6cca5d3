'use client'

import { type ComponentProps, useEffect, useRef } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type OneFieldProps = Omit<ComponentProps<typeof Input>, 'ref'> & {
  name: string
  label: string
  hint?: string
  /** What did not happen, above a reason that is not about the field. */
  failed: string
  error: Error | null
}

/** The one field of a step. It has the focus when the step begins, and again when what it says is refused. */
export function OneField({ name, label, hint, failed, error, ...input }: OneFieldProps) {
  const place = useRef<HTMLDivElement>(null)
  const reason = error instanceof ProblemError ? error.fields.get(name) : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal, also the same one again, leads back to the field
  useEffect(() => place.current?.querySelector('input')?.focus(), [error])
  return (
    <div ref={place} className="flex flex-col gap-5">
      <Field label={label} {...(hint ? { hint } : {})} error={reason}>
        <Input name={name} {...input} />
      </Field>
      {error && reason === undefined && (
        <Callout tone="danger" role="alert" title={failed}>
          {error.message}
        </Callout>
      )}
    </div>
  )
}
