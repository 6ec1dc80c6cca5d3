import { type Cover, cheapestCover, type PackCount, wordsOf } from './cover-rules.ts'
import type { Pack, Tier } from './pack-rules.ts'

/** What a key used on one day, and what it could have used (null: without limit). */
export type DayOfUse = { used: bigint; limit: bigint | null }

/** What would serve a key best (S2.11). Minor units a month, at today's prices. */
export type Advice = {
  action: 'stay' | 'buy' | 'upgrade'
  /** The tier to be on. */
  tier: Tier
  /** The packs to buy beside what is held (`buy`), or in place of it (`upgrade`). */
  packs: PackCount[]
  /** Requests a day it is worked out for. */
  neededPerDay: bigint
  /** What the tier and the packs held cost. */
  currentMinor: bigint
  /** What the advice costs in all. */
  proposedMinor: bigint
}

/** Days at the limit from which on it is too low, and not just a single busy day. */
const DAYS_AT_LIMIT = 3

/**
 * Stay, buy a pack, or upgrade: the cheapest way to serve every one of the last days (S2.11). What is needed is the
 * busiest day; where the limit was reached on three days or more, more was wanted than was counted, and a fifth is
 * added to it. Each way is worked out in full: the tier with what is held, with the cheapest packs beside it, and every
 * higher tier with the cheapest packs on it, where what is held is left to end. Of ways that cost the same, the one
 * that changes least.
 */
export function adviseOn(options: {
  tiers: readonly Tier[]
  packs: readonly Pack[]
  tier: Tier
  held: readonly PackCount[]
  days: readonly DayOfUse[]
}): Advice {
  const { tiers, packs, tier, held } = options
  const neededPerDay = neededOf(options.days)
  const heldMinor = held.reduce((sum, { pack, quantity }) => sum + pack.monthlyMinor * BigInt(quantity), 0n)
  const heldPerDay = held.reduce(
    (sum, { pack, quantity }) => sum + pack.requestsPerDay * BigInt(quantity),
    0n,
  )
  const currentMinor = tier.monthlyMinor + heldMinor
  const advice = { neededPerDay, currentMinor }
  const stay: Advice = { ...advice, action: 'stay', tier, packs: [], proposedMinor: currentMinor }

  const ways: Advice[] = []
  const missing = tier.requestsPerDay === null ? 0n : neededPerDay - tier.requestsPerDay - heldPerDay
  if (missing <= 0n) ways.push(stay)
  else {
    const room = packs.map((pack) => ({ ...pack, most: pack.most - heldOf(held, pack) }))
    const cover = cheapestCover(room, missing)
    if (cover) ways.push({ ...stay, action: 'buy', ...added(cover, currentMinor) })
  }
  for (const higher of tiers) {
    if (higher.rank <= tier.rank) continue
    const rest = higher.requestsPerDay === null ? 0n : neededPerDay - higher.requestsPerDay
    const cover = cheapestCover(packs, rest)
    if (cover) ways.push({ ...stay, action: 'upgrade', tier: higher, ...added(cover, higher.monthlyMinor) })
  }
  const [first, ...others] = ways
  if (!first) return stay
  return others.reduce((best, way) => (way.proposedMinor < best.proposedMinor ? way : best), first)
}

function added(cover: Cover, before: bigint) {
  return { packs: cover.packs, proposedMinor: before + cover.monthlyMinor }
}

function heldOf(held: readonly PackCount[], pack: Pack): number {
  return held.find((count) => count.pack.code === pack.code)?.quantity ?? 0
}

function neededOf(days: readonly DayOfUse[]): bigint {
  let busiest = 0n
  for (const { used } of days) if (used > busiest) busiest = used
  const atLimit = days.filter(({ used, limit }) => limit !== null && used > 0n && used >= limit)
  return atLimit.length < DAYS_AT_LIMIT ? busiest : (busiest * 6n + 4n) / 5n
}

/** The advice as a sentence, with its sums. */
export function adviceInWords(advice: Advice, money: (amountMinor: bigint) => string): string {
  const { action, tier, packs, proposedMinor, currentMinor, neededPerDay } = advice
  const need = `${neededPerDay.toLocaleString('en')} requests a day`
  const sums = `${money(proposedMinor)}/month in all, ${money(currentMinor)} now`
  switch (action) {
    case 'stay':
      return `Stay on ${tier.code}: it covers ${need} at ${money(currentMinor)}/month`
    case 'buy':
      return `Consider buying ${wordsOf(packs)}: covers ${need} (${sums})`
    case 'upgrade': {
      const more = packs.length > 0 ? ` with ${wordsOf(packs)}` : ''
      return `Consider upgrading to ${tier.code} tier${more}: covers ${need} (${sums})`
    }
    default:
      throw action satisfies never
  }
}
