'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { shownApiKeyView } from '#lib/keys/schemas.ts'
import { keyQueries } from './key-queries.ts'
import { SecretShown } from './secret-shown.tsx'

/** Names a key, and shows its secret this once (S2.2). */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState(ownZone)
  const create = useApiMutation({
    call: (body: { name: string; timeZone: string }) => ({ path: '/api/v1/api-keys', body }),
    schema: shownApiKeyView,
    onSuccess: () => client.invalidateQueries({ queryKey: keyQueries.all }),
  })
  if (create.data) {
    return (
      <Dialog open locked onOpenChange={() => {}} title={`${create.data.name} is ready`}>
        <SecretShown secret={create.data.key} onDone={onClose} />
      </Dialog>
    )
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    create.mutate({ name, timeZone })
  }
  return (
    <Dialog
      open
      locked={create.isPending}
      onOpenChange={(open) => open || onClose()}
      title="Create an API key"
      description="It starts on the Basic tier, which is free."
    >
      <form className="contents" onSubmit={submit}>
        <DialogBody className="flex flex-col gap-5">
          <Field label="Name" hint="For you, to tell your keys apart.">
            <Input
              required
              maxLength={100}
              autoComplete="off"
              placeholder="Production"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field
            label="Time zone"
            hint="Its requests start over at midnight there. It cannot be changed later."
          >
            <Select value={timeZone} options={zones()} onValueChange={setTimeZone} />
          </Field>
          {create.isError && (
            <Callout tone="danger" role="alert" title="The key was not created">
              {create.error.message}
            </Callout>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" disabled={create.isPending} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create key
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function ownZone(): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return zones().some(({ value }) => value === own) ? own : 'UTC'
}

function zones() {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
