'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { type CreateAddonRequest, catalogDetail } from '#lib/admin/catalog-schemas.ts'

type NewAddonDialogProps = { families: { value: string; label: string }[]; onClose: () => void }

const EMPTY = { name: '', code: '', type: '', category: 'capacity' }

const FIELDS = [
  { name: 'name', label: 'Name', hint: undefined },
  { name: 'code', label: 'Code', hint: 'How programs call it, such as extra_storage_10gb. It stays.' },
  { name: 'type', label: 'Type', hint: 'What it extends, such as storage or api.' },
  { name: 'category', label: 'Category', hint: 'How it is grouped, such as capacity or features.' },
] as const

/** Makes a draft and opens it. */
export function NewAddonDialog({ families, onClose }: NewAddonDialogProps) {
  const router = useRouter()
  const client = useQueryClient()
  const [fields, setFields] = useState(EMPTY)
  const [chosen, setChosen] = useState('')
  const family = chosen || (families[0]?.value ?? '')
  const create = useApiMutation({
    call: (body: CreateAddonRequest) => ({ path: '/api/admin/catalog', body }),
    schema: catalogDetail,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['admin'] })
      router.push(`/admin/catalog/${id}`)
    },
  })
  const wrong = create.error instanceof ProblemError ? create.error.fields : new Map<string, string>()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      locked={create.isPending}
      title="New add-on"
      description="It begins as a draft. Customers see it once it is published."
    >
      <form
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          if (!create.isPending) create.mutate({ family, ...fields })
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          {create.isError && wrong.size === 0 && (
            <Callout tone="danger" role="alert" title="Nothing was made">
              {create.error.message}
            </Callout>
          )}
          <Field label="Family" error={wrong.get('family')}>
            <Select value={family} options={families} onValueChange={setChosen} />
          </Field>
          {FIELDS.map(({ name, label, hint }) => (
            <Field key={name} label={label} hint={hint} error={wrong.get(name)}>
              <Input
                autoComplete="off"
                value={fields[name]}
                onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
              />
            </Field>
          ))}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" disabled={create.isPending} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make a draft
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
