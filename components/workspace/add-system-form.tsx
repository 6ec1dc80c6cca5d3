'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type SubmitEvent, useState } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { type RiskClass, systemView } from '#lib/workspace/schemas.ts'

const classes = [
  { value: 'minimal', label: 'Minimal' },
  { value: 'limited', label: 'Limited' },
  { value: 'high', label: 'High' },
] as const

export function AddSystemForm({ isFirst }: { isFirst: boolean }) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [risk, setRisk] = useState<RiskClass>('limited')
  const add = useApiMutation({
    call: (system: { name: string; risk: RiskClass }) => ({ path: '/api/workspace/systems', body: system }),
    schema: systemView,
    onSuccess: () => {
      setName('')
      router.refresh()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!add.isPending) add.mutate({ name, risk })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 border-t border-line p-5 first:border-t-0">
      {isFirst && (
        <p className="text-ink-muted">No AI system is registered yet. Which one do you use or build?</p>
      )}
      <div className="flex flex-col gap-4 sm:flex-row sm:items-end">
        <Field label="Name" className="flex-1">
          <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Risk class">
          <Select
            value={risk}
            options={classes}
            onValueChange={setRisk}
            className="sm:[&>select]:h-10 sm:w-36"
          />
        </Field>
        <Button type="submit" variant="soft" loading={add.isPending}>
          Add system
        </Button>
      </div>
      {add.isError && <Refusal error={add.error} />}
    </form>
  )
}

function Refusal({ error }: { error: Error }) {
  const isLimit = error instanceof ProblemError && error.code === 'limit_reached'
  return (
    <Callout
      tone={isLimit ? 'warning' : 'danger'}
      role="alert"
      title={isLimit ? 'Your plan has no room for another system' : 'It was not added'}
      actions={
        isLimit && (
          <Button variant="secondary" size="sm" asChild>
            <Link href="/pricing">Compare plans</Link>
          </Button>
        )
      }
    >
      {error.message}
    </Callout>
  )
}
