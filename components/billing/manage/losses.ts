import { formatAmount } from '#components/billing/format-amount.ts'
import type { UsageOverview } from '#lib/metering/schemas.ts'

export type Loss = {
  key: string
  name: string
  /** "25 GB → 5 GB", or "no longer included". */
  change: string
  /** More is in use than would remain allowed. */
  over: boolean
}

/** What goes when an add-on ends: named, with what remains and whether that is enough for what is in use. */
export function lossesOf({ addonCode, usage }: { addonCode: string; usage: UsageOverview }): Loss[] {
  const given = (sources: UsageOverview['features'][number]['sources']) =>
    sources.find((source) => source.kind === 'addon' && source.code === addonCode)
  const limits = usage.meters.flatMap(({ feature, name, unit, limit, used, sources }) => {
    const part = given(sources)
    if (!part || part.value === null || limit === null) return []
    const rest = limit - part.value
    const change = `${formatAmount({ amount: limit, unit })} → ${formatAmount({ amount: rest, unit })}`
    return [{ key: feature, name, change, over: used !== null && used > rest }]
  })
  const flags = usage.features
    .filter(({ sources }) => sources.length === 1 && given(sources))
    .map(({ feature, name }) => ({ key: feature, name, change: 'no longer included', over: false }))
  return [...limits, ...flags]
}
