'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { keyQueries } from '#components/keys/key-queries.ts'
import { requests } from '#components/keys/today-words.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type CeilingView, ceilingView } from '#lib/keys/schemas.ts'
import { readCeiling } from './read-ceiling.ts'

/** Sets, raises, lowers or removes the ceiling over all keys, and says what that does to calls (S2.2). */
export function CeilingDialog({ ceiling, onClose }: { ceiling: CeilingView; onClose: () => void }) {
  const client = useQueryClient()
  const { requestsPerDay: before, usedToday } = ceiling
  const [text, setText] = useState(before === null ? '' : requests(before))
  const [tried, setTried] = useState(false)
  const wanted = readCeiling(text)
  const change = useApiMutation({
    call: (requestsPerDay: number | null) => ({
      method: 'PUT',
      path: '/api/v1/api-keys/ceiling',
      body: { requestsPerDay },
    }),
    schema: ceilingView,
    onSuccess: (after) => {
      client.setQueryData(keyQueries.ceiling, after)
      const { requestsPerDay } = after
      toast.success(
        requestsPerDay === null
          ? 'The ceiling was removed'
          : `All keys together: ${requests(requestsPerDay)} requests a day`,
      )
      onClose()
    },
  })
  const busy = change.isPending
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (wanted === before && wanted !== null) onClose()
    else if (wanted !== null) change.mutate(wanted)
  }
  const problem = tried && wanted === null ? 'A whole number from 0 to 2,000,000,000.' : undefined
  return (
    <Dialog
      open
      locked={busy}
      onOpenChange={(open) => open || onClose()}
      title={before === null ? 'Set a daily ceiling' : 'Change the daily ceiling'}
      description="For all keys together. It counts from the next call on, and starts over at midnight in UTC."
    >
      <form className="contents" noValidate onSubmit={submit}>
        <DialogBody className="flex flex-col gap-5">
          <Field
            label="Requests a day"
            error={problem}
            {...(before === null
              ? { hint: 'Only calls made while there is a ceiling count against it.' }
              : { hint: `${requests(usedToday)} counted today.` })}
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              required
              value={text}
              disabled={busy}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <div role="status">
            {wanted !== null && <Meaning wanted={wanted} before={before} used={usedToday} />}
          </div>
          {change.isError && (
            <Callout tone="danger" role="alert" title="The ceiling was not changed">
              {change.error.message}
            </Callout>
          )}
        </DialogBody>
        <DialogFooter>
          {before !== null && (
            <Button
              variant="ghost"
              className="sm:mr-auto sm:-ml-2"
              disabled={busy}
              onClick={() => change.mutate(null)}
            >
              Remove ceiling
            </Button>
          )}
          <Button variant="secondary" disabled={busy} onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={busy}>
            {before === null ? 'Set ceiling' : 'Save ceiling'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

/** What happens to calls with it. */
function Meaning({ wanted, before, used }: { wanted: number; before: number | null; used: number }) {
  if (wanted === 0) {
    return (
      <Callout tone="warning" title="Every call is refused">
        With any key, from now on, until the ceiling is raised or removed.
      </Callout>
    )
  }
  if (wanted <= used) {
    return (
      <Callout tone="warning" title="Calls are refused at once">
        {requests(used)} were counted today. Calls are accepted again after midnight in UTC.
      </Callout>
    )
  }
  const isOpenedAgain = before !== null && before <= used
  return (
    <p className="text-ink-muted">
      {isOpenedAgain && `Calls are accepted again, ${requests(wanted - used)} more today. `}
      After {requests(wanted)} calls in a day, every further one is refused (429) until midnight in UTC, also
      with keys that have requests left. Tiers and packs stay as they are.
    </p>
  )
}
