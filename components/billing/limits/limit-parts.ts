import type { UsageMeter, UsageOverview } from '#lib/metering/schemas.ts'

type Source = UsageMeter['sources'][number]

/** A part of a limit and its name for a person. `amount` null is "without limit". */
export type LimitPart = { key: string; label: string; amount: number | null }

/** What a limit is made of: the plan, what comes with it, and each add-on held (S0.12). */
export function limitParts(sources: readonly Source[], plan: UsageOverview['plan']): LimitPart[] {
  return sources.map((source) => ({
    key: `${source.kind} ${source.code}`,
    label: sourceLabel(source, plan),
    amount: source.value,
  }))
}

/** "Pro plan", "Priority Queue, with your plan", "Extra Storage (10 GB) × 2". */
export function sourceLabel(source: Source, plan: UsageOverview['plan']): string {
  if (source.kind === 'plan') {
    return source.code === plan?.code ? `${source.name} plan` : `${source.name}, with your plan`
  }
  return source.quantity > 1 ? `${source.name} × ${source.quantity}` : source.name
}

/** How near the end a limit is; caps and limits without end are never near. */
export function limitStanding(
  meter: Pick<UsageMeter, 'used' | 'limit' | 'over_limit'>,
): 'fine' | 'near' | 'reached' | 'over' {
  if (meter.over_limit) return 'over'
  if (meter.used === null || meter.limit === null || meter.used === 0) return 'fine'
  if (meter.used >= meter.limit) return 'reached'
  return meter.used / meter.limit >= 0.8 ? 'near' : 'fine'
}
