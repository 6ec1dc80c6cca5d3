'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type ApiKeyView, apiKeyView } from '#lib/keys/schemas.ts'
import { keyQueries } from './key-queries.ts'

/** Calls a key something else (S2.2). */
export function RenameDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState(apiKey.name)
  const rename = useApiMutation({
    call: () => ({ method: 'PATCH', path: `/api/v1/api-keys/${apiKey.id}`, body: { name } }),
    schema: apiKeyView,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keyQueries.all })
      onClose()
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    rename.mutate(undefined)
  }
  return (
    <Dialog open locked={rename.isPending} onOpenChange={(open) => open || onClose()} title="Rename key">
      <form className="contents" onSubmit={submit}>
        <DialogBody className="flex flex-col gap-5">
          <Field label="Name">
            <Input
              required
              maxLength={100}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          {rename.isError && (
            <Callout tone="danger" role="alert" title="The name was not changed">
              {rename.error.message}
            </Callout>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" disabled={rename.isPending} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={rename.isPending}>
            Rename
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
