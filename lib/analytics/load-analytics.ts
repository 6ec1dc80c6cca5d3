import { DomainError } from '#lib/errors/domain-error.ts'
import { type Range, rangeOf } from './bucket-rules.ts'
import { perCustomer, type Share, shareOf } from './figure-rules.ts'
import { listCurrencies } from './list-currencies.ts'
import { loadRevenue, type Revenue } from './load-revenue.ts'
import { loadMovements, loadMrrSeries, type Moved } from './load-series.ts'
import { loadRenewalShare, loadUpgradeConversion } from './load-shares.ts'
import { loadStanding, type Standing } from './load-standing.ts'
import { loadTopAddons } from './load-top-addons.ts'
import type { Analytics, AnalyticsQuery } from './schemas.ts'

/** So many days are looked at, today included, when nobody says otherwise. */
const USUAL_DAYS = 30

/**
 * The figures of E.2 for one currency, and how they came about. Throws `family_not_found`, and `invalid_range` for one
 * that is empty, lies in the future or has too many buckets.
 */
export async function loadAnalytics(query: AnalyticsQuery, now: Temporal.Instant): Promise<Analytics> {
  const range = chosenRange(query, now)
  const currencies = await listCurrencies(query.family)
  const [usual] = currencies
  if (usual === undefined && query.family !== undefined) {
    const detail = `There is no product family "${query.family}"`
    throw new DomainError({ kind: 'not_found', code: 'family_not_found', detail, field: 'family' })
  }
  const currency = query.currency ?? usual ?? 'USD'
  const scope = { family: query.family, currency }
  const before = { from: range.previousFrom, to: range.from }
  const [
    series,
    movements,
    present,
    then,
    topAddons,
    upgrades,
    upgradesBefore,
    renewals,
    renewalsBefore,
    revenue,
  ] = await Promise.all([
    loadMrrSeries({ scope, range }),
    loadMovements({ scope, range }),
    loadStanding({ scope, at: range.to }),
    loadStanding({ scope, at: range.from }),
    loadTopAddons({ scope, range }),
    loadUpgradeConversion(scope, range),
    loadUpgradeConversion(scope, before),
    loadRenewalShare(scope, range),
    loadRenewalShare(scope, before),
    loadRevenue({ family: query.family, range }),
  ])
  return {
    family: query.family ?? null,
    currency,
    currencies,
    from: range.from.toString(),
    to: range.to.toString(),
    previousFrom: range.previousFrom.toString(),
    bucket: query.bucket,
    ...stateFigures(present, then),
    upgradeConversion: { ...upgrades, before: upgradesBefore },
    renewalsByThemselves: { ...renewals, before: renewalsBefore },
    movements: { during: numbers(sumOf(movements.during)), before: numbers(movements.before) },
    series: range.buckets.map(({ start, end }, index) => ({
      start: start.toString(),
      end: end.toString(),
      planMinor: Number(series.after[index]?.planMinor ?? 0n),
      addonMinor: Number(series.after[index]?.addonMinor ?? 0n),
      movements: numbers(movements.during[index] ?? NOTHING),
    })),
    topAddons: topAddons.map((addon) => ({
      ...addon,
      monthlyMinor: Number(addon.monthlyMinor),
      beforeMinor: Number(addon.beforeMinor),
    })),
    revenue: revenue.map(serializeRevenue),
  }
}

function chosenRange(query: AnalyticsQuery, now: Temporal.Instant): Range {
  const to = query.to ? Temporal.PlainDate.from(query.to) : now.toZonedDateTimeISO('UTC').toPlainDate()
  const from = query.from ? Temporal.PlainDate.from(query.from) : to.subtract({ days: USUAL_DAYS - 1 })
  const range = rangeOf({ from, to, bucket: query.bucket, now })
  if (range) return range
  throw new DomainError({
    kind: 'invalid',
    code: 'invalid_range',
    detail: `${from} to ${to} by ${query.bucket} is empty, in the future, or more than can be shown`,
    field: 'from',
  })
}

function stateFigures(now: Standing, then: Standing) {
  const total = (state: Standing) => state.planMinor + state.addonMinor
  const average = (amount: (state: Standing) => bigint) => ({
    valueMinor: numberOrNull(perCustomer(amount(now), now.paying)),
    beforeMinor: numberOrNull(perCustomer(amount(then), then.paying)),
  })
  const attached = (state: Standing): Share => shareOf(state.attached, state.customers)
  return {
    mrr: {
      valueMinor: Number(total(now)),
      beforeMinor: Number(total(then)),
      planMinor: Number(now.planMinor),
      addonMinor: Number(now.addonMinor),
      graceMinor: Number(now.graceMinor),
    },
    customers: {
      paying: now.paying,
      all: now.customers,
      payingBefore: then.paying,
      allBefore: then.customers,
    },
    arpu: average(total),
    addonSpend: average((state) => state.addonMinor),
    attachRate: { ...attached(now), before: attached(then) },
  }
}

const NOTHING: Moved = { new: 0n, expansion: 0n, contraction: 0n, churn: 0n, reactivation: 0n }

function sumOf(all: readonly Moved[]): Moved {
  return all.reduce(
    (sum, one) => ({
      new: sum.new + one.new,
      expansion: sum.expansion + one.expansion,
      contraction: sum.contraction + one.contraction,
      churn: sum.churn + one.churn,
      reactivation: sum.reactivation + one.reactivation,
    }),
    NOTHING,
  )
}

function numbers(moved: Moved): Analytics['movements']['during'] {
  return {
    new: Number(moved.new),
    expansion: Number(moved.expansion),
    contraction: Number(moved.contraction),
    churn: Number(moved.churn),
    reactivation: Number(moved.reactivation),
  }
}

function numberOrNull(amountMinor: bigint | null): number | null {
  return amountMinor === null ? null : Number(amountMinor)
}

function serializeRevenue({ capturedMinor, refundedMinor, previousMinor, ...of }: Revenue) {
  return {
    ...of,
    capturedMinor: Number(capturedMinor),
    refundedMinor: Number(refundedMinor),
    netMinor: Number(capturedMinor - refundedMinor),
    previousMinor: Number(previousMinor),
  }
}
