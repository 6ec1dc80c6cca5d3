import { earliest } from '#lib/calendar/instants.ts'
import type { Addon, FamilyCatalog, Feature, Grant, Plan } from '#lib/catalog/catalog.ts'
import type { HeldTerm } from '#lib/subscriptions/term-rules.ts'
import {
  boundariesAfter,
  heldUntil,
  isLiveAt,
  nextBoundary,
  quantityAt,
} from '#lib/subscriptions/term-rules.ts'
import type { Entitlement, EntitlementSource, Entitlements } from './entitlements.ts'

/** What the rules need to know of a line. */
export type EntitlingLine = {
  planCode: string | null
  addonCode: string | null
  terms: readonly HeldTerm[]
}
type Holding = { catalog: FamilyCatalog; lines: readonly EntitlingLine[]; at: Temporal.Instant }

/**
 * What the terms live at an instant grant: the plan's grants, those of the add-ons it includes, and those of the
 * add-ons held × their quantity. Numbers are summed, flags counted by source, "without limit" takes everything in.
 */
export function entitlementsAt({ catalog, lines, at }: Holding): Entitlements {
  const plan = planAt({ catalog, lines, at })
  const grants = new Map<string, EntitlementSource[]>()
  const note = (source: Omit<EntitlementSource, 'value'>, granted: readonly Grant[]) => {
    for (const grant of granted) {
      const value = grant.value === null ? null : grant.value * BigInt(source.quantity)
      const sources = grants.get(grant.feature)
      if (sources) sources.push({ ...source, value })
      else grants.set(grant.feature, [{ ...source, value }])
    }
  }

  if (plan) {
    const until = planUntil({ catalog, lines, at })
    note({ kind: 'plan', code: plan.code, name: plan.name, quantity: 1, until }, plan.grants)
    for (const addon of catalog.addons) {
      if (!addon.includedInPlans.includes(plan.code)) continue
      note({ kind: 'plan', code: addon.code, name: addon.name, quantity: 1, until }, addon.grants)
    }
  }
  for (const addon of catalog.addons) {
    const terms = termsOf(lines, addon)
    const quantity = quantityAt(terms, at)
    if (quantity === 0) continue
    const until = heldUntil(terms, at)
    note({ kind: 'addon', code: addon.code, name: addon.name, quantity, until }, addon.grants)
  }

  const changes = lines.flatMap((line) => nextBoundary(line.terms, at) ?? [])
  return {
    plan: plan && { code: plan.code, name: plan.name },
    at,
    validUntil: changes.length === 0 ? null : changes.reduce((first, next) => earliest(first, next)),
    features: catalog.features.map((feature) => entitlementOf(feature, grants.get(feature.code) ?? [])),
  }
}

/** The plan held at an instant: the highest-ranked one with a live term, else the family's default plan (D10). */
export function planAt({ catalog, lines, at }: Holding): Plan | null {
  let found: Plan | null = null
  for (const plan of catalog.plans) {
    const held = lines.some(
      (line) => line.planCode === plan.code && line.terms.some((term) => isLiveAt(term, at)),
    )
    if (held && (found === null || plan.rank > found.rank)) found = plan
  }
  return found ?? catalog.plans.find((plan) => plan.isDefault) ?? null
}

/** When the plan first is another one; null when nothing ends it. */
export function planUntil({ catalog, lines, at }: Holding): Temporal.Instant | null {
  const terms = lines.filter((line) => line.planCode !== null).flatMap((line) => line.terms)
  const held = planAt({ catalog, lines, at })
  const ends = (instant: Temporal.Instant) => planAt({ catalog, lines, at: instant })?.code !== held?.code
  return boundariesAfter(terms, at).find(ends) ?? null
}

function termsOf(lines: readonly EntitlingLine[], addon: Addon): readonly HeldTerm[] {
  return lines.find((line) => line.addonCode === addon.code)?.terms ?? []
}

function entitlementOf(feature: Feature, granted: EntitlementSource[]): Entitlement {
  const { code, name, unit, kind, window } = feature
  // A flag is held or not: what counts is how many sources grant it, not how many of each are held.
  const sources = kind === 'flag' ? granted.map((source) => ({ ...source, value: 1n })) : granted
  const base = sumOf(sources, 'plan')
  const addon = sumOf(sources, 'addon')
  const total = base === null || addon === null ? null : base + addon
  const unlimited = total === null
  const entitlement = { feature: code, name, unit, kind, window, base, addon, total, unlimited, sources }
  return kind === 'flag' ? { ...entitlement, flag: sources.length > 0 } : entitlement
}

function sumOf(sources: readonly EntitlementSource[], kind: EntitlementSource['kind']): bigint | null {
  let total = 0n
  for (const source of sources) {
    if (source.kind !== kind) continue
    if (source.value === null) return null
    total += source.value
  }
  return total
}
