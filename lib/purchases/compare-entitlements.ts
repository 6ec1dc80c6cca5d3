import { type EntitlingLine, entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { QuotedLine } from './quote-rules.ts'

export type FeatureChange = {
  feature: string
  name: string
  unit: string
  from: bigint | null
  to: bigint | null
}

type Changed = { standing: Standing; lines: readonly QuotedLine[]; at: Temporal.Instant }

/** What a customer may do more and less of once every line counts. */
export function compareEntitlements(options: Changed): {
  incoming: FeatureChange[]
  outgoing: FeatureChange[]
} {
  const { catalog, holdings } = options.standing
  const before = entitlementsAt({ catalog, lines: holdings.lines, at: options.at })
  const after = entitlementsAt({ catalog, lines: linesAfter(options), at: options.at })
  const changes = after.features.flatMap((feature, index): FeatureChange[] => {
    const held = before.features[index]
    const [from, to] = [held ? amountOf(held) : null, amountOf(feature)]
    const { feature: code, name, unit } = feature
    return from === to ? [] : [{ feature: code, name, unit, from, to }]
  })
  const grows = (change: FeatureChange) =>
    change.to === null || (change.from !== null && change.to > change.from)
  return { incoming: changes.filter(grows), outgoing: changes.filter((change) => !grows(change)) }
}

/** A flag is held or not: another source of it changes nothing. */
const amountOf = ({ flag, total }: Entitlement): bigint | null =>
  flag === undefined ? total : flag ? 1n : 0n

/** What is held, as it would stand at `at` if every change counted already. A renewal adds nothing to today. */
export function linesAfter({ standing, lines, at }: Changed): EntitlingLine[] {
  const plan = lines.find((line) => line.action === 'plan')?.plan
  const held = standing.holdings.lines.filter((line) => line.planCode === null || !plan)
  const term = (quantity: number) => ({ quantity, startsAt: at, endsAt: null, withdrawnAt: null })
  const changed = lines.flatMap((line): EntitlingLine[] => {
    if (line.addon === null || line.action === 'renew') return []
    const terms = held.find((found) => found.addonCode === line.addon.code)?.terms ?? []
    const more = line.action === 'reduce' ? -line.quantity : line.quantity
    return [{ planCode: null, addonCode: line.addon.code, terms: [...terms, term(more)] }]
  })
  const isChanged = (code: string | null) => changed.some((line) => line.addonCode === code)
  const wanted = plan && !plan.isDefault ? [{ planCode: plan.code, addonCode: null, terms: [term(1)] }] : []
  const unchanged = held.filter((line) => line.addonCode === null || !isChanged(line.addonCode))
  return [...unchanged, ...wanted, ...changed]
}
