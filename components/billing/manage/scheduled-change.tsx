'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { isPartlyCovered } from '#components/billing/addons/addon-course.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

/** That it was canceled, or fewer of it were asked for, when its period ends; and the way back (S0.8). */
export function ScheduledChange({ addon }: { addon: UserAddonResponse }) {
  const client = useQueryClient()
  const resume = useApiMutation({
    call: () => ({ path: '/api/addons/resume', body: { user_addon_id: addon.id } }),
    schema: z.unknown(),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingKeys.held })
      toast.success(`${addon.addon_name} stays as it was`)
    },
  })
  const { cancel_at_period_end: canceled, next_quantity: next } = addon
  if (!canceled && (next === null || isPartlyCovered(addon))) return null
  return (
    <>
      <Callout
        tone="warning"
        title={canceled ? 'Canceled' : `${next} from the next period on`}
        actions={
          <Button
            size="sm"
            variant="secondary"
            loading={resume.isPending}
            onClick={() => resume.mutate(undefined)}
          >
            Undo
          </Button>
        }
      >
        Nothing changes until the period ends.
      </Callout>
      {resume.isError && (
        <Callout tone="danger" role="alert">
          {resume.error.message}
        </Callout>
      )}
    </>
  )
}
