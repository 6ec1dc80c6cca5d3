import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { QuotedLine } from './quote-rules.ts'

export type FeatureChange = {
  feature: string
  name: string
  unit: string
  from: bigint | null
  to: bigint | null
}

/**
 * What a customer may do more and less of once the lines are held, at the instant the last of them has begun.
 */
export function compareEntitlements(options: {
  standing: Standing
  lines: readonly QuotedLine[]
  at: Temporal.Instant
}): { incoming: FeatureChange[]; outgoing: FeatureChange[] } {
  const { catalog, holdings } = options.standing
  const before = entitlementsAt({ catalog, lines: holdings.lines, at: options.at })
  const after = entitlementsAt({ catalog, lines: [...withAdded(options)], at: options.at })
  const changes = after.features.flatMap((feature, index): FeatureChange[] => {
    const from = before.features[index]?.total ?? null
    const { feature: code, name, unit, total: to } = feature
    return from === to ? [] : [{ feature: code, name, unit, from, to }]
  })
  const grows = (change: FeatureChange) =>
    change.to === null || (change.from !== null && change.to > change.from)
  return { incoming: changes.filter(grows), outgoing: changes.filter((change) => !grows(change)) }
}

/** The lines as they would stand, with what is added now live at `at`. A renewal adds nothing to today. */
function* withAdded(options: { standing: Standing; lines: readonly QuotedLine[]; at: Temporal.Instant }) {
  const added = new Map(
    options.lines.filter((line) => line.action === 'add').map((line) => [line.addon.code, line]),
  )
  for (const line of options.standing.holdings.lines) {
    const more = line.addonCode === null ? undefined : added.get(line.addonCode)
    if (!more || line.addonCode === null) {
      yield line
      continue
    }
    added.delete(line.addonCode)
    yield { planCode: null, addonCode: line.addonCode, terms: [...line.terms, asTerm(more)] }
  }
  for (const line of added.values())
    yield { planCode: null, addonCode: line.addon.code, terms: [asTerm(line)] }
}

function asTerm(line: QuotedLine) {
  return { quantity: line.quantity, startsAt: line.startsAt, endsAt: line.endsAt, withdrawnAt: null }
}
