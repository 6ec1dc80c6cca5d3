import { earliest, isBefore } from '#lib/calendar/instants.ts'
import type { FamilyCatalog, Feature } from '#lib/catalog/catalog.ts'
import { type EntitlingLine, entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { type HeldTerm, heldUntil, isLiveAt, paidUntil } from '#lib/subscriptions/term-rules.ts'
import { type UsageWindow, windowOf } from './window-rules.ts'

type HeldPack = HeldTerm & { id: string }
/** What the rules need to know of what a key holds. */
export type AllowanceLine = Omit<EntitlingLine, 'terms'> & { terms: readonly HeldPack[] }

/** More a day, from one term of an add-on. Null amounts are "without limit". */
export type Pack = {
  /** What its use is counted under: itself, or the pack it renewed within this window. */
  id: string
  perDay: bigint | null
  /** When it is over; null: open-ended. */
  endsAt: Temporal.Instant | null
}

/** What a key may use in a window, as far as it is known at an instant. */
export type Allowance = {
  plan: { code: string; name: string } | null
  /** The plan's part, with what the plan includes. Null is "without limit". */
  base: bigint | null
  /** In the order they are used up: what ends first goes first. */
  packs: Pack[]
  window: UsageWindow
  /** Nothing of it changes before; null: nothing will. */
  validUntil: Temporal.Instant | null
}

/**
 * What a key may use of a counted feature at an instant (S2.3, S2.6): the parts of the one entitlement function, packs
 * apart. The window is the calendar day in the key's zone.
 *
 * Packs start over with each window, like the plan's part, and each purchase is a pack of its own from its first
 * moment. A renewal is none: in the window in which it takes over, it goes on with the counts of what it renews, so
 * that nobody gets a day's requests twice by renewing at noon.
 */
export function allowanceAt(options: {
  catalog: FamilyCatalog
  feature: Pick<Feature, 'code' | 'kind' | 'window'>
  lines: readonly AllowanceLine[]
  timeZone: string
  /** For windows that are months. */
  anchor: Temporal.Instant
  at: Temporal.Instant
}): Allowance {
  const { catalog, feature, lines, at } = options
  const window = windowOf(options)
  const entitlements = entitlementsAt({ catalog, lines, at })
  const entitlement = entitlements.features.find((candidate) => candidate.feature === feature.code)
  const packs = catalog.addons.flatMap((addon) => {
    const grant = addon.grants.find((candidate) => candidate.feature === feature.code)
    if (!grant) return []
    const terms = lines.find((line) => line.addonCode === addon.code)?.terms ?? []
    return terms
      .filter((term) => isLiveAt(term, at))
      .map((term) => ({
        id: firstInWindow({ term, terms, window, at }).id,
        perDay: grant.value === null ? null : grant.value * BigInt(term.quantity),
        startsAt: term.startsAt,
        endsAt: heldUntil([term], at),
      }))
  })
  const changes = [entitlements.validUntil, window.resetsAt].filter((instant) => instant !== null)
  return {
    plan: entitlements.plan,
    base: entitlement ? entitlement.base : 0n,
    packs: packs.sort(inOrderOfUse).map(({ id, perDay, endsAt }) => ({ id, perDay, endsAt })),
    window,
    validUntil: changes.length === 0 ? null : changes.reduce((first, next) => earliest(first, next)),
  }
}

/** Back along renewals to the term that was held first in the window. */
function firstInWindow(options: {
  term: HeldPack
  terms: readonly HeldPack[]
  window: UsageWindow
  at: Temporal.Instant
}): HeldPack {
  const { term, terms, window, at } = options
  if (!isBefore(window.start, term.startsAt)) return term
  const starting = terms.filter((other) => other.startsAt.equals(term.startsAt)).sort(byId)
  const ending = terms
    .filter((other) => isBefore(other.startsAt, term.startsAt) && paidUntil(other)?.equals(term.startsAt))
    // In its grace it still counts for itself.
    .filter((other) => !isLiveAt(other, at))
    .sort(byId)
  // Several that end and begin together are taken for each other's renewals one by one.
  const renewed = ending[starting.indexOf(term)]
  return renewed ? firstInWindow({ ...options, term: renewed }) : term
}

type Placed = { id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant | null }

function inOrderOfUse(a: Placed, b: Placed): number {
  if (a.endsAt === null || b.endsAt === null) {
    if (a.endsAt !== b.endsAt) return a.endsAt === null ? 1 : -1
  } else if (!a.endsAt.equals(b.endsAt)) {
    return isBefore(a.endsAt, b.endsAt) ? -1 : 1
  }
  return Temporal.Instant.compare(a.startsAt, b.startsAt) || byId(a, b)
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
