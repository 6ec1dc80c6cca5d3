'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { type CatalogDetail, catalogDetail } from '#lib/admin/catalog-schemas.ts'
import { AddonFields } from './addon-fields.tsx'
import { changeOf, formOf } from './addon-form-state.ts'
import { AddonPreview } from './addon-preview.tsx'
import { HolderEffects } from './holder-effects.tsx'

type Status = CatalogDetail['status']

const STEPS: Record<Status, { to: Status; label: string }[]> = {
  draft: [
    { to: 'published', label: 'Publish' },
    { to: 'archived', label: 'Archive' },
  ],
  published: [{ to: 'archived', label: 'Archive' }],
  archived: [{ to: 'published', label: 'Publish again' }],
}

/** The form with the card beside it. What is typed stays until it is saved or given up, whatever loads meanwhile. */
export function AddonEditor({ addon: loaded }: { addon: CatalogDetail }) {
  const client = useQueryClient()
  const [addon, setAddon] = useState(loaded)
  const [form, setForm] = useState(() => formOf(loaded))
  const begin = (from: CatalogDetail) => {
    setAddon(from)
    setForm(formOf(from))
  }
  const save = useApiMutation({
    call: (change: Record<string, unknown>) => ({
      method: 'PATCH',
      path: `/api/admin/catalog/${addon.id}`,
      body: { updatedAt: addon.updatedAt, ...change },
    }),
    schema: catalogDetail,
    onSuccess: async (saved) => {
      begin(saved)
      await client.invalidateQueries({ queryKey: ['admin'] })
    },
  })
  const change = changeOf(addon, form)
  const dirty = Object.keys(change).length > 0
  const fields = save.error instanceof ProblemError ? save.error.fields : new Map<string, string>()
  const stale = loaded.updatedAt !== addon.updatedAt
  const submit = (more: Record<string, unknown> = {}) => {
    if (!save.isPending) save.mutate({ ...change, ...more }, { onError: refresh })
  }
  // What was refused may have been changed by somebody else: see how it is now.
  const refresh = () => client.invalidateQueries({ queryKey: ['admin', 'catalog', addon.id] })
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <form
        className="flex min-w-0 flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (dirty) submit()
        }}
      >
        {save.isError && (
          <Callout tone="danger" role="alert" title="Nothing was saved">
            {save.error.message}
          </Callout>
        )}
        {stale && !save.isPending && (
          <Callout
            tone="warning"
            title="Somebody changed this add-on"
            actions={
              <Button variant="secondary" size="sm" onClick={() => begin(loaded)}>
                Show it as it is now
              </Button>
            }
          >
            What you typed is not saved and is given up by looking at it again.
          </Callout>
        )}
        <AddonFields addon={addon} form={form} errors={fields} onChange={setForm} />
        <HolderEffects addon={addon} changed={Object.keys(change)} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" disabled={!dirty} loading={save.isPending}>
            Save
          </Button>
          {STEPS[addon.status].map(({ to, label }) => (
            <Button
              key={to}
              variant="secondary"
              disabled={save.isPending}
              onClick={() => submit({ status: to })}
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
        <AddonPreview addon={addon} form={form} />
      </aside>
    </div>
  )
}
