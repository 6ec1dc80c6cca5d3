'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useState } from 'react'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { phoneView } from '#lib/phones/schemas.ts'
import { OneField } from './one-field.tsx'
import { phoneKey } from './use-phone.ts'

type CodeFormProps = { onBusy: (busy: boolean) => void; onAgain: () => void; onDone: () => void }

/** Asks for the code that was sent; with it, the number counts. */
export function CodeForm({ onBusy, onAgain, onDone }: CodeFormProps) {
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const confirm = useApiMutation({
    call: () => ({ path: '/api/phone/confirm', body: { code } }),
    schema: phoneView,
    onSuccess: (view) => {
      client.setQueryData(phoneKey, view)
      toast.success(`Alerts are texted to ${view.number}`)
      onDone()
    },
  })
  useEffect(() => onBusy(confirm.isPending), [confirm.isPending, onBusy])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!confirm.isPending) confirm.mutate(undefined)
  }
  return (
    <form className="contents" onSubmit={submit} noValidate>
      <DialogBody>
        <OneField
          name="code"
          label="Code"
          failed="The number was not confirmed"
          error={confirm.error}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          className="numeric tracking-widest"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={confirm.isPending} onClick={onAgain}>
          Send another code
        </Button>
        <Button type="submit" loading={confirm.isPending}>
          Confirm
        </Button>
      </DialogFooter>
    </form>
  )
}
