import { cn } from './cn.ts'
import { type MeterSegment, meterSegments } from './meter-segments.ts'

// Enough for a plan and four add-ons; from the sixth part on the colours repeat, and the legend still names each.
const solid = ['bg-part-1', 'bg-part-2', 'bg-part-3', 'bg-part-4', 'bg-part-5'] as const
const track = ['bg-part-1/20', 'bg-part-2/20', 'bg-part-3/20', 'bg-part-4/20', 'bg-part-5/20'] as const

type MeterProps = {
  /** What is measured; the accessible name. */
  label: string
  /** Null when nothing is used up, as with a size each item may have: then only the legend is shown. */
  used: number | null
  /** What the limit is made of; a part of null is without limit, and then there is no bar to fill. */
  parts: readonly { key: string; label: string; amount: number | null }[]
  /** How an amount reads, with its unit: "5 GB". */
  format: (amount: number | null) => string
}

/** One bar for the whole limit, a segment for each part of it, and a legend that names the parts. */
export function Meter({ label, used, parts, format }: MeterProps) {
  const numbers = parts.flatMap(({ amount, ...part }) => (amount === null ? [] : [{ ...part, amount }]))
  const bounded = numbers.length === parts.length
  return (
    <div className="flex flex-col gap-3">
      {used !== null && bounded && <Bar label={label} used={used} parts={numbers} format={format} />}
      <ul className="flex flex-col gap-1.5 text-ink-muted">
        {parts
          .filter((part) => part.amount !== 0)
          .map((part, index) => (
            <li key={part.key} className="flex items-center gap-2">
              <span aria-hidden className={cn('size-2 shrink-0 rounded-full', solid[index % solid.length])} />
              <span className="min-w-0 flex-1 truncate">{part.label}</span>
              <span className="numeric text-ink">{format(part.amount)}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}

type BarProps = Pick<MeterProps, 'label' | 'format'> & {
  used: number
  parts: readonly Pick<MeterSegment, 'key' | 'label' | 'amount'>[]
}

function Bar({ parts, ...rest }: BarProps) {
  return <MeterBar {...rest} segments={meterSegments({ used: rest.used, parts })} />
}

type MeterBarProps = Pick<MeterProps, 'label' | 'format'> & {
  used: number
  segments: readonly MeterSegment[]
  /** Which of the colours is the first part's. */
  firstColor?: number
}

/** The bar alone, of parts that are filled each for itself. */
export function MeterBar({ label, used, segments, format, firstColor = 0 }: MeterBarProps) {
  const total = segments.reduce((sum, segment) => sum + segment.amount, 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native element cannot be split into parts
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
            track[(index + firstColor) % track.length],
          )}
          style={{ flexGrow: segment.width, flexBasis: 0 }}
        >
          <span
            className={cn(
              'block h-full transition-[width] duration-300',
              solid[(index + firstColor) % solid.length],
            )}
            style={{ width: `${segment.filled}%` }}
          />
        </span>
      ))}
    </div>
  )
}
