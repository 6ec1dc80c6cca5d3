import { Card } from '#components/ui/card.tsx'
import type { Progress } from '#lib/workspace/schemas.ts'

/** How far one is with a track. */
export function TrackProgress({ name, progress }: { name: string; progress: Progress | undefined }) {
  if (!progress) return null
  return (
    <Card role="group" aria-label={name} className="gap-3 p-5">
      <p className="font-medium">{name}</p>
      <ProgressBar label={`${name}, done`} progress={progress} />
    </Card>
  )
}

export function ProgressBar({ label, progress }: { label: string; progress: Progress }) {
  const { done, inProgress, total } = progress
  const share = (part: number) => `${total === 0 ? 0 : (part / total) * 100}%`
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: the native element cannot be split into parts */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${done} of ${total} done`}
        className="flex h-2 overflow-hidden rounded-full bg-sunken"
      >
        <span className="h-full bg-success transition-[width] duration-300" style={{ width: share(done) }} />
        <span
          className="h-full bg-success/30 transition-[width] duration-300"
          style={{ width: share(inProgress) }}
        />
      </div>
      <p className="numeric text-ink-muted">
        {done} of {total} done{inProgress > 0 && `, ${inProgress} in progress`}
      </p>
    </div>
  )
}
