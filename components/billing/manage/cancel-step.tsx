'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { isBilledWithPlan, isInTrouble } from '#components/billing/addons/addon-course.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { useUsage } from '#components/billing/use-usage.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { RadioCard } from '#components/ui/radio-card.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { LossList } from './loss-list.tsx'
import { lossesOf } from './losses.ts'

type CancelStepProps = {
  addon: UserAddonResponse
  timeZone: string
  onDone: () => void
  onKeep: () => void
}

/** S0.8: when it ends, what goes with it, and what comes back for time already paid (D5). */
export function CancelStep({ addon, timeZone, onDone, onKeep }: CancelStepProps) {
  // What waits to be paid is not paid for any longer: it can only end now.
  const end = isInTrouble(addon) ? null : (addon.ends_at ?? addon.current_period_end)
  const [when, setWhen] = useState<'end' | 'now'>(end ? 'end' : 'now')
  const client = useQueryClient()
  const { data: usage } = useUsage()
  const cancel = useApiMutation({
    call: () => ({
      path: '/api/addons/cancel',
      body: { user_addon_id: addon.id, cancel_at_period_end: when === 'end' },
    }),
    schema: z.unknown(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingKeys.held })
      toast.success(
        when === 'end' ? `${addon.addon_name} ends with its period` : `${addon.addon_name} has ended`,
      )
      onDone()
    },
  })
  return (
    <>
      <DialogBody className="flex flex-col gap-5">
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">When it ends</legend>
          {end && (
            <RadioCard
              name="when"
              checked={when === 'end'}
              onSelect={() => setWhen('end')}
              title="At the end of the period"
            >
              You keep it until <DateTime iso={end} timeZone={timeZone} />, and can undo this until then.
            </RadioCard>
          )}
          <RadioCard name="when" checked={when === 'now'} onSelect={() => setWhen('now')} title="Now">
            {endedNow(addon)}
          </RadioCard>
        </fieldset>
        {usage && <LossList losses={lossesOf({ addonCode: addon.addon_id, usage })} />}
        {cancel.isError && (
          <Callout tone="danger" role="alert" title="It was not canceled">
            {cancel.error.message}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={cancel.isPending} onClick={onKeep}>
          Keep it
        </Button>
        <Button variant="danger" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {when === 'end' ? 'Cancel at period end' : 'Cancel now'}
        </Button>
      </DialogFooter>
    </>
  )
}

function endedNow(addon: UserAddonResponse): string {
  if (isInTrouble(addon)) return 'It ends at once, and the charge that failed is dropped.'
  return isBilledWithPlan(addon)
    ? 'It ends at once. The time you do not use is credited to your next bill.'
    : 'It ends at once. What you paid for the remaining days is not refunded.'
}
