import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { rangeOf } from '#lib/analytics/bucket-rules.ts'
import { loadMovements, loadMrrSeries } from '#lib/analytics/load-series.ts'
import { loadStanding } from '#lib/analytics/load-standing.ts'
import { type MovementKind, movementsOf, mrrAt, type SoldTerm } from '#lib/analytics/mrr-rules.ts'
import { analytics } from '#lib/analytics/schemas.ts'
import { someTerm } from '#lib/analytics/testing/arbitrary-terms.ts'
import { buildPast } from '#lib/analytics/testing/build-past.ts'
import { buildJune, day, sold } from '#lib/analytics/testing/june.ts'
import { isBefore } from '#lib/calendar/instants.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { GET as getAnalytics } from './route.ts'

let admin: Admin
beforeAll(async () => {
  for (const seed of families) await seedCatalog({ seed, now: await now() })
  admin = await openAdmin()
})

const ask = (query: string) => admin.ask(getAnalytics, { path: `/api/admin/analytics?${query}` })
async function figures(query: string) {
  const answer = await ask(query)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return analytics.parse(answer.body)
}

describe('E.2 analytics', () => {
  beforeAll(buildJune)
  const june = 'family=klarvo&from=2026-06-01&to=2026-06-30'

  test('E.2 MRR includes add-ons, by whom it is paid, and what is in its grace is told apart', async () => {
    const found = await figures(june)
    // Ada 149 + 2 × 149 a month of a year’s price, Eve 49, Flo 49; before June Ada 49 + 298, Bo 149.
    expect(found.mrr).toEqual({
      valueMinor: 54_500,
      beforeMinor: 49_600,
      planMinor: 24_700,
      addonMinor: 29_800,
      graceMinor: 4_900,
    })
    expect(found).toMatchObject({ currency: 'EUR', currencies: ['EUR'], family: 'klarvo' })
    expect(found.customers).toEqual({ paying: 3, all: 6, payingBefore: 2, allBefore: 5 })
    expect(found.arpu).toEqual({ valueMinor: 18_167, beforeMinor: 24_800 })
    expect(found.addonSpend).toEqual({ valueMinor: 9_933, beforeMinor: 14_900 })
    expect(found.attachRate).toMatchObject({ part: 1, whole: 6, before: { part: 1, whole: 5, share: 0.2 } })
  })

  test('E.2 what moved is told by its kind, and makes what was into what is', async () => {
    for (const bucket of ['day', 'week', 'month']) {
      const { movements, mrr, series } = await figures(`${june}&bucket=${bucket}`)
      expect(movements.during).toEqual({
        new: 4_900,
        expansion: 24_900,
        contraction: -14_900,
        churn: -14_900,
        reactivation: 4_900,
      })
      const moved = Object.values(movements.during).reduce((sum, minor) => sum + minor, 0)
      expect(mrr.beforeMinor + moved).toBe(mrr.valueMinor)
      const last = series.at(-1)
      expect((last?.planMinor ?? 0) + (last?.addonMinor ?? 0)).toBe(mrr.valueMinor)
    }
    const { series } = await figures(june)
    expect(series).toHaveLength(30)
    expect(series[9]).toMatchObject({
      start: '2026-06-10T00:00:00Z',
      planMinor: 14_900 + 14_900 + 4_900 + 4_900,
      movements: { expansion: 10_000, churn: 0 },
    })
    expect(series[10]?.movements.churn).toBe(-14_900)
  })

  test('E.2 add-ons are ranked by what they bring a month', async () => {
    const { topAddons } = await figures(june)
    expect(topAddons).toEqual([
      {
        ...{ code: 'importer_distributor', family: 'klarvo', name: topAddons[0]?.name },
        ...{ monthlyMinor: 29_800, beforeMinor: 29_800, quantity: 2, customers: 1 },
      },
    ])
  })

  test('E.2 who could upgrade, and who did; renewals that nobody clicked', async () => {
    const found = await figures(june)
    // Everybody is below Enterprise; Ada and Eve bought a higher plan, and Flo came back to one.
    expect(found.upgradeConversion).toMatchObject({ part: 3, whole: 6, share: 0.5 })
    expect(found.renewalsByThemselves).toMatchObject({ part: 1, whole: 2, share: 0.5 })
  })

  test('E.2 revenue is what came less what went back, by provider and currency, never added', async () => {
    const { purchaseIds, customerId } = await buildPast({
      family: 'klarvo',
      since: day('03-01'),
      sales: [sold('starter', 4900n, '03-01', '04-01')],
    })
    const at = (text: string) => new Date(`2026-${text}T12:00Z`)
    const pay = (currency: string, provider: string, more: object = {}) =>
      database().payment.create({
        data: {
          ...{ customerId, provider, currency, amountMinor: 4900n, status: 'captured', description: 'x' },
          ...{ createdAt: at('03-10'), updatedAt: at('03-10'), capturedAt: at('03-10'), ...more },
        },
      })
    const paid = await pay('EUR', 'stripe', { purchaseId: purchaseIds[0] })
    await pay('EUR', 'stripe', { capturedAt: at('02-20') })
    await pay('INR', 'razorpay')
    await pay('INR', 'razorpay', { status: 'failed', capturedAt: null })
    const back = { paymentId: paid.id, customerId, currency: 'EUR', reason: 'x', createdAt: at('03-12') }
    const refund = { ...back, updatedAt: at('03-12'), amountMinor: 900n }
    await database().refund.createMany({
      data: [
        { ...refund, status: 'processed', processedAt: at('03-12') },
        { ...refund, status: 'failed' },
      ],
    })
    const { revenue } = await figures('from=2026-03-01&to=2026-03-31&currency=USD')
    expect(revenue).toEqual([
      {
        ...{ provider: 'stripe', currency: 'EUR', payments: 1 },
        ...{ capturedMinor: 4900, refundedMinor: 900, netMinor: 4000, previousMinor: 4900 },
      },
      {
        ...{ provider: 'razorpay', currency: 'INR', payments: 1 },
        ...{ capturedMinor: 4900, refundedMinor: 0, netMinor: 4900, previousMinor: 0 },
      },
    ])
    const ofFamily = await figures('from=2026-03-01&to=2026-03-31&family=klarvo')
    expect(ofFamily.revenue).toMatchObject([{ currency: 'EUR', previousMinor: 0 }])
  })

  test('E.2 without a question it answers for the last thirty days, in the currency most is sold in', async () => {
    const found = await figures('')
    expect(found.series).toHaveLength(30)
    expect(found.currency).toBe('EUR')
    expect(found.currencies).toEqual(expect.arrayContaining(['EUR', 'INR', 'USD']))
    expect(await figures('currency=JPY')).toMatchObject({
      mrr: { valueMinor: 0 },
      arpu: { valueMinor: null },
      attachRate: { whole: 0, share: null },
      topAddons: [],
    })
  })

  test.each([
    'from=2026-02-30',
    'from=yesterday',
    'bucket=hour',
    'currency=eur',
    'currency=EUR&currency=INR',
    'from=2026-06-02&to=2026-06-01',
    'from=2999-01-01&to=2999-02-01',
    'from=1901-01-01&to=2026-01-01',
    'nonsense=1',
  ])('E.4 %s is refused', async (query) => {
    expect((await ask(query)).status).toBe(422)
  })

  test('E.4 a family nobody knows is not found', async () => {
    expect(await ask('family=nobody')).toMatchObject({ status: 404, body: { code: 'family_not_found' } })
  })
})

test('E.2 what the database says of any past is what the rules say', { timeout: 120_000 }, async () => {
  const family = 'custom-projects'
  const scope = { family, currency: 'USD' }
  const worlds: SoldTerm[][] = []
  const buildWorld = async (terms: SoldTerm[]) => {
    const sales = terms.map((term) => {
      const { endsAt } = term
      if (!endsAt) throw new Error('every sale ends')
      return { ...term, endsAt, item: term.isAddon ? 'storage_1gb' : 'pro' }
    })
    await buildPast({ family, since: day('01-01'), sales })
    worlds.push(terms)
  }
  for (const terms of fc.sample(fc.array(someTerm, { maxLength: 8 }), { numRuns: 25, seed: 7 }))
    await buildWorld(terms)

  const range = rangeOf({
    from: Temporal.PlainDate.from('2026-01-05'),
    to: Temporal.PlainDate.from('2026-02-20'),
    bucket: 'week',
    now: await now(),
  })
  if (!range) throw new Error('the range is one')
  const series = await loadMrrSeries({ scope, range })
  const moved = await loadMovements({ scope, range })
  const total = (at: Temporal.Instant, of: 'planMinor' | 'addonMinor' | 'graceMinor') =>
    worlds.reduce((sum, terms) => sum + mrrAt(terms, at.subtract({ milliseconds: 1 }))[of], 0n)
  const parts = (at: Temporal.Instant) => ({
    planMinor: total(at, 'planMinor'),
    addonMinor: total(at, 'addonMinor'),
  })

  expect(series.before).toEqual(parts(range.from))
  expect(series.before.planMinor).toBeGreaterThan(0n)
  for (const [index, { start, end }] of range.buckets.entries()) {
    expect(series.after[index]).toEqual(parts(end))
    const kinds = new Map<MovementKind, bigint>()
    for (const { at, kind, beforeMinor, afterMinor } of worlds.flatMap(movementsOf)) {
      if (isBefore(at, start) || !isBefore(at, end)) continue
      kinds.set(kind, (kinds.get(kind) ?? 0n) + afterMinor - beforeMinor)
    }
    for (const [kind, minor] of Object.entries(moved.during[index] ?? {})) {
      expect(minor, `${kind} from ${start}`).toBe(kinds.get(kind as MovementKind) ?? 0n)
    }
    const standing = await loadStanding({ scope, at: end })
    expect(standing).toMatchObject({
      ...parts(end),
      graceMinor: total(end, 'graceMinor'),
      customers: worlds.length,
      paying: worlds.filter((terms) => mrrAt(terms, end.subtract({ milliseconds: 1 })).totalMinor > 0n)
        .length,
    })
  }
})
