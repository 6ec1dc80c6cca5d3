'use client'

import { ChevronRight, KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import { AlertsSection } from './alerts/alerts-section.tsx'
import { CeilingSection } from './ceiling/ceiling-section.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { useKeys } from './key-queries.ts'
import { LastUse } from './key-time.tsx'
import { SmallMeter } from './small-meter.tsx'
import { tierName } from './tier-name.ts'

/** S2.12 a customer's keys, each with its day. */
export function KeysScreen() {
  const { data: keys, isError, error, refetch, isFetching } = useKeys()
  const [creating, setCreating] = useState(false)
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create API key
    </Button>
  )
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-2xl font-semibold">API keys</h1>
          <p className="mt-1 text-ink-muted">Each has a tier, packs and a daily limit of its own.</p>
        </div>
        {keys && keys.length > 0 && create}
      </div>
      {keys && keys.length > 0 && (
        <Card>
          <ul className="divide-y divide-line">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        </Card>
      )}
      {keys && keys.length > 0 && <CeilingSection />}
      {keys?.length === 0 && (
        <EmptyState icon={KeyRound} title="No API keys yet" action={create}>
          A program calls the Forward API with a key. The first 100 requests a day are free; packs and higher
          tiers give more.
        </EmptyState>
      )}
      {!keys && isError && (
        <ErrorState title="Your keys could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!keys && !isError && (
        <SkeletonRegion label="Loading your keys">
          <Skeleton className="h-44 rounded-lg" />
        </SkeletonRegion>
      )}
      {keys && <AlertsSection hasKeys={keys.length > 0} />}
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </div>
  )
}

function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const { id, name, tier, timeZone, lastUsedAt, secrets } = apiKey
  return (
    <li className="relative grid items-center gap-x-8 gap-y-3 px-5 py-4 transition-colors hover:bg-sunken/60 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)_1rem]">
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <Link href={`/keys/${id}`} className="truncate font-medium after:absolute after:inset-0">
            {name}
          </Link>
          <Badge>{tierName(tier)}</Badge>
        </p>
        <p className="mt-0.5 truncate font-mono text-xs text-ink-muted">
          {secrets.map(({ prefix }) => `${prefix}…`).join(', ')}
        </p>
      </div>
      <SmallMeter apiKeyId={id} name={name} />
      <p className="text-ink-muted">
        <LastUse at={lastUsedAt} timeZone={timeZone} />
      </p>
      <ChevronRight aria-hidden className="size-4 text-ink-faint max-md:hidden" />
    </li>
  )
}
