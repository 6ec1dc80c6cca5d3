'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { CatalogStatus } from '#lib/admin/catalog-schemas.ts'

/** What every form of the catalog is given. */
export type FieldsProps<Item, Form> = {
  item: Item
  form: Form
  errors: ReadonlyMap<string, string>
  set: (part: Partial<Form>) => void
}

type CatalogEditorProps<Item, Form> = {
  item: Item
  /** Where it is in the API. */
  path: string
  schema: z.ZodType<Item>
  formOf: (item: Item) => Form
  changeOf: (item: Item, form: Form) => Record<string, unknown>
  /** It can be neither archived nor published. */
  stays?: boolean
  fields: (props: FieldsProps<Item, Form>) => ReactNode
  /** What the change means for who holds it. */
  effects: (item: Item, changed: readonly string[]) => ReactNode
  preview: (item: Item, form: Form) => ReactNode
}

const STEPS: Record<CatalogStatus, { to: CatalogStatus; label: string }[]> = {
  draft: [
    { to: 'published', label: 'Publish' },
    { to: 'archived', label: 'Archive' },
  ],
  published: [{ to: 'archived', label: 'Archive' }],
  archived: [{ to: 'published', label: 'Publish again' }],
}

/** The form with the preview beside it. What is typed stays until it is saved or given up, whatever loads meanwhile. */
export function CatalogEditor<Item extends { status: CatalogStatus; updatedAt: string }, Form>(
  props: CatalogEditorProps<Item, Form>,
) {
  const { item: loaded, formOf } = props
  const [started, setStarted] = useState(loaded)
  const [form, setForm] = useState(() => formOf(loaded))
  const begin = (from: Item) => {
    setStarted(from)
    setForm(formOf(from))
  }
  const sent = useRef(form)
  const save = useDeskAction<Record<string, unknown>, z.ZodType<Item>>({
    path: props.path,
    method: 'PATCH',
    schema: props.schema,
    onDone: (saved) => {
      setStarted(saved)
      toast.success('Saved')
      // What was typed while it was saved is not saved yet, and stays.
      setForm((now) => (now === sent.current ? formOf(saved) : now))
    },
  })
  // Of the same state, the newer look knows more: who holds it, what the provider knows.
  const stale = loaded.updatedAt !== started.updatedAt
  const item = stale ? started : loaded
  // The button that was pressed is gone with the state it led out of: the keyboard goes on from its place.
  const buttons = useRef<HTMLDivElement>(null)
  const { status } = item
  const shown = useRef(status)
  useEffect(() => {
    if (shown.current !== status) buttons.current?.focus()
    shown.current = status
  }, [status])
  const change = props.changeOf(item, form)
  const changed = Object.keys(change)
  const dirty = changed.length > 0
  const errors = save.error instanceof ProblemError ? save.error.fields : new Map<string, string>()
  const send = (more: Record<string, unknown> = {}) => {
    if (save.isPending) return
    sent.current = form
    save.send({ updatedAt: item.updatedAt, ...change, ...more })
  }
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <form
        className="flex min-w-0 flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (dirty) send()
        }}
      >
        {props.fields({ item, form, errors, set: (part) => setForm({ ...form, ...part }) })}
        {props.effects(item, changed)}
        {save.error && (
          <Callout tone="danger" role="alert" title="Nothing was saved">
            {errors.size > 0 ? [...new Set(errors.values())].join(' ') : save.error.message}
          </Callout>
        )}
        {stale && !save.isPending && (
          <Callout
            tone="warning"
            role="status"
            title="Somebody else changed it"
            actions={
              <Button variant="secondary" size="sm" onClick={() => begin(loaded)}>
                Show it as it is now
              </Button>
            }
          >
            What you typed is not saved. It is given up when you look at it again.
          </Callout>
        )}
        <div ref={buttons} tabIndex={-1} className="flex flex-wrap items-center gap-2 outline-none">
          <Button type="submit" disabled={!dirty} loading={save.isPending}>
            Save
          </Button>
          {!props.stays &&
            STEPS[item.status].map(({ to, label }) => (
              <Button
                key={to}
                variant="secondary"
                disabled={save.isPending}
                onClick={() => send({ status: to })}
              >
                {dirty ? `Save and ${label.toLowerCase()}` : label}
              </Button>
            ))}
          {dirty && (
            <Button variant="ghost" disabled={save.isPending} onClick={() => begin(loaded)}>
              Undo changes
            </Button>
          )}
        </div>
      </form>
      <aside aria-label="Preview" className="flex flex-col gap-2 xl:sticky xl:top-6">
        <p className="text-sm font-medium">As customers see it</p>
        {props.preview(item, form)}
      </aside>
    </div>
  )
}
