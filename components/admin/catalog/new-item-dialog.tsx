'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { DeskForm } from '#components/admin/desk-form.tsx'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { Dialog } from '#components/ui/dialog.tsx'

type NewItemDialogProps<Made extends { id: string }> = {
  title: string
  description: string
  /** What the button says it does. */
  label: string
  /** Where it is made in the API, and where its page is. */
  path: string
  page: string
  schema: z.ZodType<Made>
  body: Record<string, unknown>
  children: (errors: ReadonlyMap<string, string>) => ReactNode
  onClose: () => void
}

/** Makes something new and opens it. */
export function NewItemDialog<Made extends { id: string }>(props: NewItemDialogProps<Made>) {
  const router = useRouter()
  const create = useDeskAction<Record<string, unknown>, z.ZodType<Made>>({
    path: props.path,
    schema: props.schema,
    onDone: ({ id }) => router.push(`${props.page}/${id}`),
  })
  const { error } = create
  const errors = error instanceof ProblemError ? error.fields : new Map<string, string>()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      locked={create.isPending}
      title={props.title}
      description={props.description}
    >
      <DeskForm
        failed="Nothing was made"
        error={errors.size === 0 ? error : null}
        ready={!create.isPending}
        pending={create.isPending}
        keep="Cancel"
        label={props.label}
        onCancel={props.onClose}
        onSubmit={() => create.send(props.body)}
      >
        {props.children(errors)}
      </DeskForm>
    </Dialog>
  )
}
