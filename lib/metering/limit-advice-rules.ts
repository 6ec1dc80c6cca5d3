import type { FamilyCatalog, Plan, UnitPrice } from '#lib/catalog/catalog.ts'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import type { UsageWindow } from './window-rules.ts'

/** How "without limit" is shown where a number has to stand (S2.4). */
export const UNLIMITED_COUNT = 2_147_483_647

/** A pack that may be bought now (S2.5). */
export type PackAdvice = {
  package: string
  cost: string
  additionalRequests: number
  description: string
  url: string
}
/** A higher tier (S2.5). */
export type TierAdvice = { tier: string; cost: string; dailyLimit: number; description: string; url: string }
export type LimitAdvice = { recommendations: PackAdvice[]; upgradeOptions: TierAdvice[] }

/** More are no advice. */
const MOST_PACKS = 3
/** Before a quarter of the day is over, a pace says little: a burst is not taken for more than four times itself. */
const LEAST_PART = 4n

/**
 * The ways past a daily limit that are open to a key now, with what they cost (S2.5).
 *
 * Packs: those on sale to it, of which at least one more may be held. First those that cover its pace, cheapest first;
 * then the others, largest first; three at most. Its pace is `used × day ÷ time since the day began` (at least a quarter
 * of the day); what is missing is the pace less `limit`.
 *
 * Tiers: those on sale above its own that give more a day. They are called better value when what they cost more, by
 * each request more, is less than with the cheapest of the packs.
 */
export function limitAdvice(options: {
  catalog: FamilyCatalog
  holdings: Holdings
  feature: string
  window: UsageWindow
  used: number
  /** Base and packs together. */
  limit: number
  at: Temporal.Instant
  /** Where one buys it. */
  urlOf: (wish: { buy: string } | { tier: string }) => string
}): LimitAdvice {
  const { catalog, holdings, at, feature, urlOf } = options
  const { plan, offers } = offersAt({ catalog, holdings, at })
  const pace = paceOf(options)
  const missing = pace - BigInt(options.limit)
  const packs = offers.flatMap(({ addon, price, maxMore }) => {
    const adds = addon.grants.find((grant) => grant.feature === feature)?.value
    return maxMore > 0 && adds ? [{ addon, price, adds, covers: adds >= missing }] : []
  })
  packs.sort(
    (a, b) =>
      Number(b.covers) - Number(a.covers) ||
      (a.covers ? Number(monthly(a.price) - monthly(b.price)) : Number(b.adds - a.adds)),
  )
  const recommendations = packs.slice(0, MOST_PACKS).map(({ addon, price, adds, covers }) => ({
    package: addon.code,
    cost: costOf(price),
    additionalRequests: Number(adds),
    description: covers
      ? `Covers your current pace of about ${count(pace)} requests a day`
      : `${addon.description}; your current pace needs about ${count(missing)} more`,
    url: urlOf({ buy: addon.code }),
  }))
  const bestPack = packs.reduce<Rate | null>((best, { price, adds }) => {
    const rate = { minor: monthly(price), requests: adds }
    return best === null || isCheaper(rate, best) ? rate : best
  }, null)
  return { recommendations, upgradeOptions: tiersAbove({ ...options, plan, bestPack }) }
}

/** What so many requests a day cost a month, in minor units. */
type Rate = { minor: bigint; requests: bigint }

function isCheaper(a: Rate, b: Rate): boolean {
  return a.minor * b.requests < b.minor * a.requests
}

function tiersAbove(options: {
  catalog: FamilyCatalog
  feature: string
  plan: Plan | null
  bestPack: Rate | null
  urlOf: (wish: { tier: string }) => string
}): TierAdvice[] {
  const { catalog, feature, plan, bestPack, urlOf } = options
  const requestsOf = (of: Plan | null) => {
    const grant = of?.grants.find((candidate) => candidate.feature === feature)
    return grant ? grant.value : 0n
  }
  const base = requestsOf(plan)
  const paid = plan?.price ? monthly(plan.price) : 0n
  if (base === null) return []
  return catalog.plans
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((tier) => {
      const { price, status, rank, code } = tier
      const requests = requestsOf(tier)
      if (status !== 'published' || price === null || (plan && rank <= plan.rank)) return []
      if (requests !== null && requests <= base) return []
      const more = requests === null ? null : { minor: monthly(price) - paid, requests: requests - base }
      const isBetter = more !== null && bestPack !== null && isCheaper(more, bestPack)
      return [
        {
          tier: code,
          cost: costOf(price),
          dailyLimit: requests === null ? UNLIMITED_COUNT : Number(requests),
          description: `${comparison(requests, base)}${isBetter ? ', better value than add-ons for regular usage' : ''}`,
          url: urlOf({ tier: code }),
        },
      ]
    })
}

function comparison(requests: bigint | null, base: bigint): string {
  if (requests === null) return 'No daily limit'
  if (base === 0n) return `${count(requests)} requests a day`
  const times = Math.round((Number(requests) * 10) / Number(base)) / 10
  return `${times.toLocaleString('en')}x the requests a day`
}

function paceOf(options: { window: UsageWindow; used: number; at: Temporal.Instant }): bigint {
  const { window, used, at } = options
  const from = BigInt(window.start.epochMilliseconds)
  const day = BigInt(window.resetsAt?.epochMilliseconds ?? at.epochMilliseconds) - from
  const passed = BigInt(at.epochMilliseconds) - from
  const least = day / LEAST_PART
  const counted = passed > least ? passed : least
  return counted === 0n ? BigInt(used) : (BigInt(used) * day + counted - 1n) / counted
}

function monthly(price: UnitPrice): bigint {
  return price.amountMinor / BigInt(price.intervalMonths)
}

/** As the seed writes it: `$5/month`. */
function costOf({ amountMinor, currency, intervalMonths }: UnitPrice): string {
  const interval =
    intervalMonths === 1 ? 'month' : intervalMonths === 12 ? 'year' : `${intervalMonths} months`
  return `${formatMoney({ amountMinor, currency })}/${interval}`
}

function count(value: bigint): string {
  return value.toLocaleString('en')
}
