'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Select } from '#components/ui/select.tsx'
import { type DutyStatus, type DutyView, dutyView } from '#lib/workspace/schemas.ts'

const options = [
  { value: 'open', label: 'Open' },
  { value: 'in_progress', label: 'In progress' },
  { value: 'done', label: 'Done' },
] as const

/** Shows what was chosen at once; what could not be written down goes back, and says why. */
export function DutyStatusSelect({ duty }: { duty: DutyView }) {
  const router = useRouter()
  const [shown, show] = useOptimistic(duty.status)
  const [, start] = useTransition()
  const { mutateAsync } = useApiMutation({
    call: (status: DutyStatus) => ({
      method: 'PUT',
      path: `/api/workspace/duties/${duty.code}`,
      body: { status },
    }),
    schema: dutyView,
  })
  const choose = (status: DutyStatus) =>
    start(async () => {
      show(status)
      try {
        await mutateAsync(status)
      } catch (error) {
        toast.error(error instanceof Error ? error.message : 'It could not be saved')
      }
      // Inside the transition: the choice stays until the page that has it is there.
      start(() => router.refresh())
    })
  return (
    <Select
      aria-label={`Status of ${duty.title}`}
      value={shown}
      options={options}
      onValueChange={choose}
      className="w-36"
    />
  )
}
