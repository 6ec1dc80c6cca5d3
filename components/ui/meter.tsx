import { cn } from './cn.ts'
import { type MeterPart, meterSegments } from './meter-segments.ts'

// Enough for a plan and four add-ons; from the sixth part on the colours repeat, and the legend still names each.
const solid = ['bg-part-1', 'bg-part-2', 'bg-part-3', 'bg-part-4', 'bg-part-5'] as const
const track = ['bg-part-1/20', 'bg-part-2/20', 'bg-part-3/20', 'bg-part-4/20', 'bg-part-5/20'] as const

type MeterProps = {
  /** What is measured; the accessible name. */
  label: string
  used: number
  parts: readonly MeterPart[]
  /** How an amount reads, with its unit: "5 GB". */
  format: (amount: number) => string
  className?: string
}

/** One bar for the whole limit, a segment for each part of it, and a legend that names the parts. */
export function Meter({ label, used, parts, format, className }: MeterProps) {
  const segments = meterSegments({ used, parts })
  const total = segments.reduce((sum, segment) => sum + segment.amount, 0)
  return (
    <div className={className}>
      {/* biome-ignore lint/a11y/useSemanticElements: the native element cannot be split into parts */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={Math.min(used, total)}
        aria-valuetext={`${format(used)} of ${format(total)} used`}
        className="flex h-2 gap-0.5"
      >
        {segments.length === 0 && <span className="h-full w-full rounded-full bg-sunken" />}
        {segments.map((segment, index) => (
          <span
            key={segment.key}
            className={cn(
              'h-full min-w-1 overflow-hidden first:rounded-l-full last:rounded-r-full',
              track[index % track.length],
            )}
            style={{ flexGrow: segment.width, flexBasis: 0 }}
          >
            <span
              className={cn('block h-full transition-[width] duration-300', solid[index % solid.length])}
              style={{ width: `${segment.filled}%` }}
            />
          </span>
        ))}
      </div>
      <ul className="mt-3 flex flex-col gap-1.5 text-sm text-ink-muted">
        {segments.map((segment, index) => (
          <li key={segment.key} className="flex items-center gap-2">
            <span aria-hidden className={cn('size-2 shrink-0 rounded-full', solid[index % solid.length])} />
            <span className="min-w-0 flex-1 truncate">{segment.label}</span>
            <span className="numeric text-ink">{format(segment.amount)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
