'use client'

import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { MeterBar } from '#components/ui/meter.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import type { KeyStatistics } from '#lib/keys/statistics-schemas.ts'
import { daySegments } from './day-segments.ts'
import { useKeyStatistics } from './key-queries.ts'
import { useTimeUntil } from './product-clock.ts'
import { timeLeft } from './time-left.ts'
import { requests, StatusBadge } from './today-words.tsx'

/** The day that runs: the tier's own requests first, then packs, and when both start over (S2.6). */
export function TodayCard({ apiKey }: { apiKey: ApiKeyView }) {
  const { data: day, dataUpdatedAt, isError, error, refetch, isFetching } = useKeyStatistics(apiKey.id)
  if (day) return <Today day={day} heardAt={dataUpdatedAt} />
  if (isError) {
    return (
      <ErrorState title="Today’s use could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    )
  }
  return (
    <SkeletonRegion label="Loading today’s use">
      <Skeleton className="h-52 rounded-lg" />
    </SkeletonRegion>
  )
}

function Today({ day, heardAt }: { day: KeyStatistics; heardAt: number }) {
  const { base, addOn, total, timeZone, resetsAt, asOf } = day
  const left = useTimeUntil(resetsAt, { asOf, heardAt })
  const segments = daySegments(day)
  return (
    <Card className="gap-4 p-5">
      <div>
        <div className="flex min-h-6 items-start justify-between gap-3">
          <h2 className="text-base font-semibold">Today</h2>
          <StatusBadge day={day} />
        </div>
        <p className="numeric mt-1">
          <span className="text-xl font-semibold">{requests(total.used)}</span>
          <span className="text-ink-muted">
            {total.limit === null ? ' requests, without limit' : ` / ${requests(total.limit)} requests`}
          </span>
        </p>
      </div>
      {segments && (
        <MeterBar label="Requests today" used={total.used} segments={segments} format={requests} />
      )}
      <dl className="flex flex-col gap-1.5">
        <Part name="Tier" color="bg-part-1" part={base} />
        {addOn.limit !== 0 && <Part name="Packs" color="bg-part-2" part={addOn} />}
      </dl>
      <p className="numeric mt-auto text-ink-muted">
        Starts over in {timeLeft(left)}, at midnight in {timeZone.replaceAll('_', ' ')}
      </p>
    </Card>
  )
}

function Part({ name, color, part }: { name: string; color: string; part: KeyStatistics['base'] }) {
  return (
    <div className="flex items-center gap-2">
      <dt className="flex min-w-0 flex-1 items-center gap-2 text-ink-muted">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${color}`} />
        {name}
      </dt>
      <dd className="numeric">
        {requests(part.used)} <span className="text-ink-muted">of {requests(part.limit)}</span>
      </dd>
    </div>
  )
}
