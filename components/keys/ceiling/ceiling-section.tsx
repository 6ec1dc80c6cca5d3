'use client'

import { useState } from 'react'
import { useCeiling } from '#components/keys/key-queries.ts'
import { useTimeUntil } from '#components/keys/product-clock.ts'
import { timeLeft } from '#components/keys/time-left.ts'
import { requests } from '#components/keys/today-words.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { MeterBar } from '#components/ui/meter.tsx'
import { meterSegments } from '#components/ui/meter-segments.ts'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { CeilingView } from '#lib/keys/schemas.ts'
import { CeilingDialog } from './ceiling-dialog.tsx'

/** S2.2 what all keys together may use in a day, and the way to change it. */
export function CeilingSection() {
  const { data: ceiling, dataUpdatedAt, isError, error, refetch, isFetching } = useCeiling()
  const [changing, setChanging] = useState(false)
  const limit = ceiling?.requestsPerDay ?? null
  return (
    <Section
      title="Daily ceiling"
      lead="The most that all keys together may use in a day, whatever each may by itself."
    >
      {!ceiling && isError && (
        <ErrorState title="The ceiling could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!ceiling && !isError && (
        <SkeletonRegion label="Loading the ceiling">
          <Skeleton className="h-28 rounded-lg" />
        </SkeletonRegion>
      )}
      {ceiling && (
        <Card className="gap-4 p-5 sm:flex-row sm:items-center sm:gap-8">
          {limit === null ? (
            <div className="min-w-0 flex-1">
              <p className="font-medium">No ceiling</p>
              <p className="text-ink-muted">
                Each key may use what its tier and packs give. A ceiling keeps a program that calls too often
                from using up all of it.
              </p>
            </div>
          ) : (
            <Used ceiling={ceiling} limit={limit} heardAt={dataUpdatedAt} />
          )}
          <Button variant="secondary" className="self-start sm:self-center" onClick={() => setChanging(true)}>
            {limit === null ? 'Set a ceiling' : 'Change ceiling'}
          </Button>
        </Card>
      )}
      {ceiling && changing && <CeilingDialog ceiling={ceiling} onClose={() => setChanging(false)} />}
    </Section>
  )
}

function Used({ ceiling, limit, heardAt }: { ceiling: CeilingView; limit: number; heardAt: number }) {
  const { usedToday: used, asOf, resetsAt } = ceiling
  const left = useTimeUntil(resetsAt, { asOf, heardAt })
  const isReached = used >= limit
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3">
      <p className="numeric flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>
          <span className="text-xl font-semibold">{requests(used)}</span>
          <span className="text-ink-muted"> of {requests(limit)} requests today</span>
        </span>
        {isReached && <Badge tone="danger">Ceiling reached</Badge>}
      </p>
      <MeterBar
        label="Requests of all keys today"
        used={used}
        segments={
          limit === 0
            ? []
            : meterSegments({ used, parts: [{ key: 'all', label: 'All keys', amount: limit }] })
        }
        format={requests}
      />
      <p className="numeric text-ink-muted">
        {isReached && 'Calls with any key are refused. '}
        {limit === 0
          ? 'A ceiling of 0 admits none, on any day.'
          : `Starts over in ${timeLeft(left)}, at midnight in UTC`}
      </p>
    </div>
  )
}
