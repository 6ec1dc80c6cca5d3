'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect } from 'react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { phoneView } from '#lib/phones/schemas.ts'
import { OneField } from './one-field.tsx'
import { phoneKey } from './use-phone.ts'

type NumberFormProps = {
  number: string
  onNumber: (number: string) => void
  onBusy: (busy: boolean) => void
  onSent: (number: string) => void
  onClose: () => void
}

/** Asks for a number and has a code sent there. */
export function NumberForm({ number, onNumber, onBusy, onSent, onClose }: NumberFormProps) {
  const client = useQueryClient()
  const send = useApiMutation({
    call: () => ({ method: 'PUT', path: '/api/phone', body: { number } }),
    schema: phoneView,
    onSuccess: (view) => {
      client.setQueryData(phoneKey, view)
      if (view.waiting) onSent(view.waiting.number)
    },
  })
  useEffect(() => onBusy(send.isPending), [send.isPending, onBusy])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!send.isPending) send.mutate(undefined)
  }
  return (
    <form className="contents" onSubmit={submit} noValidate>
      <DialogBody>
        <OneField
          name="number"
          label="Telephone number"
          hint="Your provider may charge you for text messages."
          failed="No code was sent"
          error={send.error}
          type="tel"
          autoComplete="tel"
          placeholder="+49 151 23456789"
          value={number}
          onChange={(event) => onNumber(event.target.value)}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={send.isPending} onClick={onClose}>
          Not now
        </Button>
        <Button type="submit" loading={send.isPending}>
          Send code
        </Button>
      </DialogFooter>
    </form>
  )
}
