'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import { LastUse } from './key-time.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

/** What the key is called, and what is done to all of it. */
export function KeyHead({ apiKey }: { apiKey: ApiKeyView }) {
  const { name, timeZone, createdAt, lastUsedAt } = apiKey
  const [open, setOpen] = useState<'rename' | 'revoke' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl font-semibold wrap-anywhere">{name}</h1>
        <p className="mt-1 text-ink-muted">
          Created <DateTime iso={createdAt} timeZone={timeZone} /> ·{' '}
          <LastUse at={lastUsedAt} timeZone={timeZone} />
        </p>
      </div>
      <div className="flex gap-2">
        <Button variant="secondary" size="sm" onClick={() => setOpen('rename')}>
          Rename
        </Button>
        <Button variant="secondary" size="sm" className="text-danger-ink" onClick={() => setOpen('revoke')}>
          Revoke
        </Button>
      </div>
      {open === 'rename' && <RenameDialog apiKey={apiKey} onClose={close} />}
      {open === 'revoke' && <RevokeDialog apiKey={apiKey} onClose={close} />}
    </div>
  )
}
