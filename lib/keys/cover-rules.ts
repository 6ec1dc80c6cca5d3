import type { Pack, Tier } from './pack-rules.ts'

/** So many of a pack. */
export type PackCount = { pack: Pack; quantity: number }
export type Cover = { packs: PackCount[]; requestsPerDay: bigint; monthlyMinor: bigint }

/** The pack the seed recommends (S2.7): the smallest that covers so many more requests a day; null: none is large enough. */
export function recommendPack(packs: readonly Pack[], overage: bigint): Pack | null {
  return packs.find((pack) => pack.requestsPerDay >= overage) ?? null
}

/**
 * The cheapest packs that together give at least so many requests a day, of each no more than may be held; of equally
 * cheap ones those that give most. Null when all of them are not enough. By dynamic programming over the daily sum in
 * steps of their largest common size, so that it is exact and not a guess; it takes no longer for whatever is asked.
 */
export function cheapestCover(packs: readonly Pack[], needed: bigint): Cover | null {
  if (needed <= 0n) return { packs: [], requestsPerDay: 0n, monthlyMinor: 0n }
  const all = packs.reduce((sum, pack) => sum + pack.requestsPerDay * BigInt(pack.most), 0n)
  if (all < needed) return null
  const step = packs.reduce((size, pack) => divisor(size, pack.requestsPerDay), 0n)
  const steps = Number((needed + step - 1n) / step)
  let best: (Cover | null)[] = [NOTHING, ...Array.from({ length: steps }, () => null)]
  for (const pack of packs) best = withPack(best, pack, Number(pack.requestsPerDay / step))
  return best[steps] ?? null
}

const NOTHING: Cover = { packs: [], requestsPerDay: 0n, monthlyMinor: 0n }

/** For every number of steps, the best cover with some of one more pack. */
function withPack(before: readonly (Cover | null)[], pack: Pack, size: number): (Cover | null)[] {
  return before.map((_, target) => {
    // More of it than reach the target only cost more.
    const most = Math.min(pack.most, Math.ceil(target / size))
    let found = before[target] ?? null
    for (let quantity = 1; quantity <= most; quantity += 1) {
      const rest = before[Math.max(0, target - quantity * size)]
      if (!rest) continue
      const count = BigInt(quantity)
      const cover = {
        packs: [...rest.packs, { pack, quantity }],
        requestsPerDay: rest.requestsPerDay + pack.requestsPerDay * count,
        monthlyMinor: rest.monthlyMinor + pack.monthlyMinor * count,
      }
      if (found === null || isBetter(cover, found)) found = cover
    }
    return found
  })
}

function isBetter(a: Cover, b: Cover): boolean {
  if (a.monthlyMinor !== b.monthlyMinor) return a.monthlyMinor < b.monthlyMinor
  return a.requestsPerDay > b.requestsPerDay
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b)
}

/** A way to so many requests a day more than a tier gives, and what it costs a month beside that tier. */
export type Way = { words: string; monthlyMinor: bigint }

/**
 * What else than the recommended pack would cover an overage, the cheapest: several of smaller packs, or a higher tier
 * at what it costs more than the current one. Null when there is nothing.
 */
export function cheapestOtherWay(options: {
  packs: readonly Pack[]
  tiers: readonly Tier[]
  tier: Tier | null
  recommended: Pack | null
  overage: bigint
}): Way | null {
  const { packs, tiers, tier, recommended, overage } = options
  const cover = cheapestCover(
    packs.filter((pack) => pack !== recommended),
    overage,
  )
  const ways: Way[] = cover ? [{ words: wordsOf(cover.packs), monthlyMinor: cover.monthlyMinor }] : []
  for (const higher of tiers) {
    if (!tier || tier.requestsPerDay === null || higher.rank <= tier.rank) continue
    const enough = higher.requestsPerDay === null || higher.requestsPerDay >= tier.requestsPerDay + overage
    const monthlyMinor = higher.monthlyMinor - tier.monthlyMinor
    if (enough) ways.push({ words: `the ${higher.name} tier instead of ${tier.name}`, monthlyMinor })
  }
  return ways.toSorted((a, b) => Number(a.monthlyMinor - b.monthlyMinor))[0] ?? null
}

export function wordsOf(packs: readonly PackCount[]): string {
  return packs.map(({ pack, quantity }) => `${quantity} × ${pack.name}`).join(' and ')
}
