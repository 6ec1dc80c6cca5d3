'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { Section } from '#components/ui/section.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import { LastUse } from './key-time.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

/** What callers send, by its first characters: more than one while the one before goes on working. */
export function SecretsSection({ apiKey }: { apiKey: ApiKeyView }) {
  const [rotating, setRotating] = useState(false)
  const { secrets, timeZone } = apiKey
  return (
    <Section
      title="Secrets"
      lead="What callers send. Only the first characters can be shown again."
      aside={
        <Button variant="secondary" size="sm" onClick={() => setRotating(true)}>
          New secret
        </Button>
      }
    >
      <Card>
        <ul className="divide-y divide-line">
          {secrets.map(({ id, prefix, createdAt, expiresAt, lastUsedAt }) => (
            <li
              key={id}
              className="grid gap-x-8 gap-y-1 px-5 py-3.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)]"
            >
              <code className="font-mono">{prefix}…</code>
              <span className="text-ink-muted">
                {expiresAt === null ? (
                  <>
                    Since <DateTime iso={createdAt} timeZone={timeZone} />
                  </>
                ) : (
                  <>
                    Ends <DateTime iso={expiresAt} timeZone={timeZone} show="date-time" />
                  </>
                )}
              </span>
              <span className="text-ink-muted">
                <LastUse at={lastUsedAt} timeZone={timeZone} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {rotating && <RotateDialog apiKey={apiKey} onClose={() => setRotating(false)} />}
    </Section>
  )
}
