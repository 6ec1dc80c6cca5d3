import type { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { adviseKey, tierAt } from './advise-key.ts'
import { cheapestOtherWay, recommendPack, type Way } from './cover-rules.ts'
import { REQUESTS } from './key-family.ts'
import { costPerRequest } from './list-packages.ts'
import { loadKeyDays } from './load-key-days.ts'
import { type KeyStanding, loadKeyStanding } from './load-key-standing.ts'
import { type Pack, packsOf, tiersOf } from './pack-rules.ts'
import type { recommendationsView } from './statistics-schemas.ts'

/** Granted by staff, at what was agreed on. */
const CUSTOM = 'ADDON_CUSTOM'
const LOOK_BACK_DAYS = 30

/**
 * Which pack covers so many more requests a day, by the seed's rule, and whether anything else would do it for less
 * (S2.7). Throws `api_key_not_found`.
 */
export async function recommendPackage(options: {
  apiKeyId: string
  customerId: string
  /** Without it, what the key's last 30 days tell (`overageOf`). */
  overageRequests?: number | undefined
  at: Temporal.Instant
}): Promise<z.input<typeof recommendationsView>> {
  const { apiKeyId, at } = options
  const standing = await loadKeyStanding(database(), options)
  const { overage, basedOn } = options.overageRequests
    ? { overage: options.overageRequests, basedOn: 'asked' as const }
    : await overageOf(standing, at)
  const { catalog } = standing
  const { currency } = catalog.family
  const packs = packsOf(catalog, REQUESTS)
  const recommended = recommendPack(packs, BigInt(overage))
  const other = cheapestOtherWay({
    packs,
    tiers: tiersOf(catalog, REQUESTS),
    tier: tierAt(standing, at),
    recommended,
    overage: BigInt(overage),
  })
  const saved = recommended && other ? other.monthlyMinor - recommended.monthlyMinor : 0n
  return {
    apiKeyId,
    overageRequests: overage,
    basedOn,
    recommendedPackage: recommended?.code ?? CUSTOM,
    alternativePackages: neighbours(packs, recommended),
    estimatedMonthlySavings: toMajorNumber(saved > 0n ? saved : 0n, currency),
    recommendationReason: reasonOf({ recommended, other, overage, currency }),
  }
}

/**
 * What is missing beside what the key holds, by the same need as its advice (S2.11); where nothing is, the most that
 * packs gave on one day. One request, when the last 30 days tell nothing.
 */
async function overageOf(
  standing: KeyStanding,
  at: Temporal.Instant,
): Promise<{ overage: number; basedOn: 'use' | 'nothing' }> {
  const days = await loadKeyDays(database(), { standing, days: LOOK_BACK_DAYS, at })
  const needed = adviseKey({ standing, days, at })?.neededPerDay ?? 0n
  const held = days.at(-1)?.limit ?? null
  const missing = held === null ? 0 : Number(needed - held)
  const fromPacks = Math.max(0, ...days.map(({ addOn }) => Number(addOn)))
  const wasShort = days.some(({ base, addOn, limit }) => limit !== null && base > 0n && base + addOn >= limit)
  return {
    overage: missing > 0 ? missing : Math.max(1, fromPacks),
    basedOn: missing > 0 || fromPacks > 0 || wasShort ? 'use' : 'nothing',
  }
}

/** As the seed lists them: one smaller, itself, one larger; without one, the largest there are. */
function neighbours(packs: readonly Pack[], recommended: Pack | null): string[] {
  const index = recommended ? packs.indexOf(recommended) : packs.length
  return packs.slice(Math.max(0, index - 1), index + 2).map(({ code }) => code)
}

function reasonOf(options: {
  recommended: Pack | null
  other: Way | null
  overage: number
  currency: string
}): string {
  const { recommended, other, overage, currency } = options
  const money = (amountMinor: bigint) => `${formatMoney({ amountMinor, currency, decimals: 'always' })}/month`
  const based = `Based on ${overage} overage ${overage === 1 ? 'request' : 'requests'}`
  if (!recommended) {
    const way = other ? `; ${other.words} would cost ${money(other.monthlyMinor)}` : ''
    return `${based}, no single package is large enough${way}. Ask us for a custom package.`
  }
  const { name, monthlyMinor, requestsPerDay } = recommended
  const each = costPerRequest(toMajorNumber(monthlyMinor, currency), Number(requestsPerDay)).toFixed(3)
  const price = `${money(monthlyMinor)} (${each} per request)`
  if (!other || other.monthlyMinor >= monthlyMinor) {
    return `${based}, ${name} provides the best value at ${price}`
  }
  return `${based}, ${name} covers them at ${price}; ${other.words} would cost ${money(other.monthlyMinor)}`
}
