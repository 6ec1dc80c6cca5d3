'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { RadioCard } from '#components/ui/radio-card.tsx'
import { type ApiKeyView, shownApiKeyView } from '#lib/keys/schemas.ts'
import { keyQueries } from './key-queries.ts'
import { SecretShown } from './secret-shown.tsx'

const OVERLAPS = [
  { hours: 24, title: 'For another day', text: 'Time to put the new one everywhere.' },
  { hours: 24 * 7, title: 'For another week', text: 'Where somebody else has to change it.' },
  { hours: 1, title: 'For another hour', text: 'Where you change it now.' },
  { hours: 0, title: 'Not at all', text: 'It may have got out: calls with it are refused at once.' },
]

/** Another secret for the key; says how long the one before goes on working (S2.2). */
export function RotateDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const client = useQueryClient()
  const [overlapHours, setOverlapHours] = useState(24)
  const rotate = useApiMutation({
    call: () => ({ path: `/api/v1/api-keys/${apiKey.id}/rotate`, body: { overlapHours } }),
    schema: shownApiKeyView,
    onSuccess: () => client.invalidateQueries({ queryKey: keyQueries.all }),
  })
  if (rotate.data) {
    return (
      <Dialog open locked onOpenChange={() => {}} title={`The new secret of ${apiKey.name}`}>
        <SecretShown secret={rotate.data.key} onDone={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      locked={rotate.isPending}
      onOpenChange={(open) => open || onClose()}
      title="New secret"
      description="The key keeps its tier, its packs and today’s count."
    >
      <DialogBody className="flex flex-col gap-5">
        <fieldset className="flex flex-col gap-2" disabled={rotate.isPending}>
          <legend className="mb-2 font-medium">How long the secret before goes on working</legend>
          {OVERLAPS.map(({ hours, title, text }) => (
            <RadioCard
              key={hours}
              name="overlap"
              title={title}
              checked={hours === overlapHours}
              onSelect={() => setOverlapHours(hours)}
            >
              {text}
            </RadioCard>
          ))}
        </fieldset>
        {rotate.isError && (
          <Callout tone="danger" role="alert" title="There is no new secret">
            {rotate.error.message}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={rotate.isPending} onClick={onClose}>
          Not now
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate(undefined)}>
          Create new secret
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
