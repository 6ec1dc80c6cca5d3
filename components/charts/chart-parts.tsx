import type { ReactNode } from 'react'

/** What charts are drawn with; `var(…)` follows light and dark by itself. */
export const CHART = {
  height: 260,
  margin: { top: 8, right: 8, bottom: 0, left: 0 },
  /** For the server and the first paint; the real width follows. */
  initial: { width: 720, height: 260 },
  tick: { fill: 'var(--ink-muted)', fontSize: 12 },
  line: 'var(--line)',
} as const

type ChartTooltipProps = {
  title: string
  parts: readonly { name: string; color: string; value: ReactNode }[]
  total: ReactNode
}

/** What a point of a chart says. */
export function ChartTooltip({ title, parts, total }: ChartTooltipProps) {
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-2">
      <p className="font-medium">{title}</p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5">
        {parts.map(({ name, color, value }) => (
          <div key={name} className="contents">
            <dt className="inline-flex items-center gap-1.5 text-ink-muted">
              <span aria-hidden className="size-2 rounded-full" style={{ background: color }} />
              {name}
            </dt>
            <dd className="numeric text-right">{value}</dd>
          </div>
        ))}
        <dt className="font-medium">Together</dt>
        <dd className="numeric text-right font-medium">{total}</dd>
      </dl>
    </div>
  )
}
