import type { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { tierAt } from './advise-key.ts'
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
  /** Without it, the most that packs gave on one of the last 30 days, or one request. */
  overageRequests?: number | undefined
  at: Temporal.Instant
}): Promise<z.input<typeof recommendationsView>> {
  const { apiKeyId, at } = options
  const standing = await loadKeyStanding(database(), options)
  const overage = options.overageRequests ?? (await highestOverage(standing, at))
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
    recommendedPackage: recommended?.code ?? CUSTOM,
    alternativePackages: neighbours(packs, recommended),
    estimatedMonthlySavings: toMajorNumber(saved > 0n ? saved : 0n, currency),
    recommendationReason: reasonOf({ recommended, other, overage, currency }),
  }
}

async function highestOverage(standing: KeyStanding, at: Temporal.Instant): Promise<number> {
  const days = await loadKeyDays(database(), { standing, days: LOOK_BACK_DAYS, at })
  return Math.max(1, ...days.map(({ addOn }) => Number(addOn)))
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
  const based = `Based on ${overage} overage requests`
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
