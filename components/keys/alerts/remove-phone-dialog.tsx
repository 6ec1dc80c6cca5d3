'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { phoneKey } from './use-phone.ts'

/** Ends text messages, also those that wait (S2.10). */
export function RemovePhoneDialog({ number, onClose }: { number: string; onClose: () => void }) {
  const client = useQueryClient()
  const remove = useApiMutation({
    call: () => ({ method: 'DELETE', path: '/api/phone' }),
    schema: z.unknown(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: phoneKey })
      toast.success('Alerts are no longer texted')
      onClose()
    },
  })
  return (
    <Dialog
      open
      locked={remove.isPending}
      onOpenChange={(open) => open || onClose()}
      title={`Remove ${number}?`}
    >
      <DialogBody className="flex flex-col gap-4">
        <p className="text-ink-muted">Nothing is texted there any more. Mails and notices go on.</p>
        {remove.isError && (
          <Callout tone="danger" role="alert" title="The number was not removed">
            {remove.error.message}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={remove.isPending} onClick={onClose}>
          Keep it
        </Button>
        <Button loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Remove number
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
