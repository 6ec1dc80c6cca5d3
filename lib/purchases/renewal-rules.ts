import { isBefore } from '#lib/calendar/instants.ts'
import type { Addon, Plan } from '#lib/catalog/catalog.ts'
import { type PricedPeriod, priceRenewal } from '#lib/pricing/price-line-rules.ts'
import { nextRenewalRun, RENEWAL_WINDOW, renewalRunAround } from '#lib/subscriptions/renewal-run-rules.ts'

/** What our own job knows of something that ends. UTC instants. */
type Ending = {
  endsAt: Temporal.Instant
  /** When its renewal was tried before, in vain. */
  triedAt: readonly Temporal.Instant[]
  at: Temporal.Instant
  timeZone: string
}

/** `now`: its renewal is to be bought; `later`: it is looked at again then; `never`: it ends, or has ended. */
export type RenewalTime = { when: 'now' } | { when: 'later'; again: Temporal.Instant } | { when: 'never' }

/**
 * When the renewal of something is bought (S2.9): from three days before its end, once a run, which is daily at 02:00.
 * After its end, what was tried in vain has ended. What no run has come to by then is made up for within three days
 * after the end, and begins on that day: later, nobody would know any more what it is for.
 */
export function renewalTime(ending: Ending): RenewalTime {
  const { endsAt, triedAt, at, timeZone } = ending
  if (isBefore(at, endsAt.subtract(RENEWAL_WINDOW))) {
    return { when: 'later', again: nextRenewalRun({ endsAt, at, timeZone }) }
  }
  if (!isBefore(at, endsAt)) {
    const madeUpFor = triedAt.length === 0 && isBefore(at, endsAt.add(RENEWAL_WINDOW))
    return madeUpFor ? { when: 'now' } : { when: 'never' }
  }
  const run = renewalRunAround(at, timeZone)
  if (!triedAt.some((tried) => !isBefore(tried, run))) return { when: 'now' }
  return afterRun(ending)
}

/** When what was tried in this run is looked at again. */
export function afterRun({ endsAt, at, timeZone }: Omit<Ending, 'triedAt'>): RenewalTime {
  const again = nextRenewalRun({ endsAt, at: at.add({ seconds: 1 }), timeZone })
  return isBefore(again, endsAt) ? { when: 'later', again } : { when: 'never' }
}

/**
 * What a renewal costs and when it is held: for one interval of the catalog's price of that day, whatever the period
 * before did cost or last. It begins where that one ends; months are counted from the first of the chain, so that a
 * short one does not shorten the next.
 */
export function priceOfRenewal(options: {
  item: Pick<Plan | Addon, 'price'>
  quantity: number
  chainStartedAt: Temporal.Instant
  endsAt: Temporal.Instant
  at: Temporal.Instant
  timeZone: string
}): (PricedPeriod & { unitAmountMinor: bigint; intervalMonths: number }) | null {
  const { item, chainStartedAt, endsAt, ...rest } = options
  const { price } = item
  if (price === null || price.amountMinor === 0n) return null
  const period = priceRenewal({ ...rest, price, lineStartedAt: chainStartedAt, lineEndsAt: endsAt })
  return { ...period, unitAmountMinor: price.amountMinor, intervalMonths: price.intervalMonths }
}
