'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import { keyQueries } from './key-queries.ts'

/** Ends a key for good, once its owner has read what that means (S2.2). */
export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const client = useQueryClient()
  const router = useRouter()
  const { id, name } = apiKey
  const revoke = useApiMutation({
    call: () => ({ method: 'DELETE', path: `/api/v1/api-keys/${id}` }),
    schema: z.unknown(),
    onSuccess: async () => {
      toast.success(`${name} was revoked`)
      router.push('/keys')
      await client.invalidateQueries({ queryKey: keyQueries.list })
    },
  })
  return (
    <Dialog
      open
      locked={revoke.isPending}
      onOpenChange={(open) => open || onClose()}
      title={`Revoke ${name}?`}
      description="Every call with it is refused from now on, everywhere. This cannot be undone."
    >
      <DialogBody className="flex flex-col gap-4">
        <p className="text-ink-muted">
          Nothing it holds renews any more. What is paid for its tier and packs is not given back. To replace
          a secret that got out, give the key another secret instead: it keeps what it holds.
        </p>
        {revoke.isError && (
          <Callout tone="danger" role="alert" title="The key was not revoked">
            {revoke.error.message}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={revoke.isPending} onClick={onClose}>
          Keep it
        </Button>
        <Button variant="danger" loading={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
          Revoke key
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
