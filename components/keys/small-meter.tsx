'use client'

import { MeterBar } from '#components/ui/meter.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { daySegments } from './day-segments.ts'
import { useKeyStatistics } from './key-queries.ts'
import { requests } from './today-words.tsx'

/** Today's use of a key in a list of them. */
export function SmallMeter({ apiKeyId, name }: { apiKeyId: string; name: string }) {
  const { data: day, isError } = useKeyStatistics(apiKeyId)
  if (!day) {
    return (
      <div className="flex h-8 flex-col justify-between">
        {isError ? (
          <span className="text-ink-muted">Today’s use could not be loaded</span>
        ) : (
          <>
            <Skeleton className="h-5 w-28" />
            <Skeleton className="h-1.5 w-full rounded-full" />
          </>
        )}
      </div>
    )
  }
  const segments = daySegments(day)
  return (
    <div className="flex min-h-8 flex-col justify-between gap-1">
      <p className="numeric">
        <span className="font-medium">{requests(day.total.used)}</span>
        <span className="text-ink-muted">
          {day.total.limit === null ? ' today, without limit' : ` of ${requests(day.total.limit)} today`}
        </span>
        {day.total.remaining === 0 && <span className="text-danger-ink"> · limit reached</span>}
      </p>
      {segments && (
        <MeterBar
          label={`Requests today with ${name}`}
          used={day.total.used}
          segments={segments}
          format={requests}
        />
      )}
    </div>
  )
}
