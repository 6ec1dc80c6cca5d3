import { describe, expect, test } from 'vitest'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { call } from '#lib/http/testing/call.ts'
import { REQUESTS } from '#lib/keys/key-family.ts'
import {
  keyAnalytics,
  keyStatistics,
  packageView,
  recommendationsView,
  systemStatistics,
} from '#lib/keys/statistics-schemas.ts'
import { decide } from '#lib/metering/decide.ts'
import { buildKey, type TestKey } from '#lib/metering/testing/build-key.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { GET as recommend } from '../addons/[apiKeyId]/recommendations/route.ts'
import { GET as listPackages } from '../addons/packages/route.ts'
import { GET as analytics } from './[apiKeyId]/analytics/route.ts'
import { GET as statistics } from './[apiKeyId]/route.ts'
import { GET as system } from './system/route.ts'

await seedCatalog({ seed: forwardApi, now: await now() })
const [ours, theirs] = [await buildUser(), await buildUser()]
const newKey = (options: Parameters<typeof buildKey>[0] = {}) =>
  buildKey({ customerId: ours.customerId ?? '', ...options })

const ask = (handler: RouteHandler, key: TestKey, search = '', token = ours.token) =>
  call(handler, { token, params: { apiKeyId: key.apiKeyId }, path: `/x${search}` })
const today = async (key: TestKey) => keyStatistics.parse((await ask(statistics, key)).body)
const over = async (key: TestKey, days = 30) =>
  keyAnalytics.parse((await ask(analytics, key, `?days=${days}`)).body)
async function use(key: TestKey, times: number) {
  await Promise.all(Array.from({ length: times }, () => decide(key.secret)))
}

/** As if so much had been counted on a day that is over. */
async function past(key: TestKey, daysAgo: number, used: number, packUsed = 0) {
  const { id: featureId } = await database().feature.findFirstOrThrow({ where: { code: REQUESTS } })
  const start = (await now()).toZonedDateTimeISO('UTC').startOfDay().subtract({ days: daysAgo }).toInstant()
  const windowStart = toDate(start)
  const counted = { used: BigInt(used), packUsed: BigInt(packUsed), updatedAt: windowStart }
  const { subscriptionId } = key
  await database().usageCounter.create({ data: { subscriptionId, featureId, windowStart, ...counted } })
}

describe('S2.6 S2.8 what a key used today', () => {
  test('S2.6 RESET, OK, and USING ADD-ON, base before packs', async () => {
    const key = await newKey()
    expect(await today(key)).toMatchObject({
      status: 'RESET',
      tier: 'BASIC',
      total: { used: 0, remaining: 100 },
    })
    await key.hold('ADDON_SMALL')
    await use(key, 45)
    expect(await today(key)).toMatchObject({
      status: 'OK',
      base: { used: 45, limit: 100, remaining: 55 },
      addOn: { used: 0, limit: 100, remaining: 100 },
      total: { used: 45, limit: 200, remaining: 155 },
    })
    await use(key, 105)
    expect(await today(key)).toMatchObject({
      status: 'USING ADD-ON',
      base: { used: 100, remaining: 0 },
      addOn: { used: 50, remaining: 50 },
      total: { used: 150, remaining: 50 },
    })
  })

  test('S2.6 a day begins at midnight of the key’s zone', async () => {
    const found = await today(await newKey({ timeZone: 'Asia/Kolkata' }))
    const start = Temporal.Instant.from(found.windowStart).toZonedDateTimeISO('Asia/Kolkata')
    expect([start.hour, start.minute]).toEqual([0, 0])
    expect(Temporal.Instant.from(found.resetsAt).since(start.toInstant()).total('hours')).toBe(24)
  })

  test('S2.8 without a limit nothing remains to be told, and everything is counted', async () => {
    const key = await newKey({ tier: 'UNLIMITED' })
    await use(key, 7)
    expect(await today(key)).toMatchObject({ status: 'OK', total: { used: 7, limit: null, remaining: null } })
  })
})

describe('S2.8 how a key was used', () => {
  test('S2.8 base and packs by day, and how much of the packs was used', async () => {
    const key = await newKey()
    const at = await now()
    await key.hold('ADDON_SMALL', { from: at.subtract({ hours: 24 * 20 }) })
    await past(key, 10, 150, 50)
    await past(key, 5, 200, 100)
    // Before it held a pack.
    await past(key, 25, 80)
    const found = await over(key)
    expect(found).toMatchObject({ baseRequestsUsed: 280, addOnRequestsUsed: 150, totalAddOnSpending: 0 })
    expect(found.addOnEfficiency).toBe(75)
    expect(found.daily).toHaveLength(30)
    const byDate = found.daily.filter(({ base }) => base > 0)
    expect(byDate.map(({ base, addOn, limit }) => [base, addOn, limit])).toEqual([
      [80, 0, 100],
      [100, 50, 200],
      [100, 100, 200],
    ])
    expect(found.daily.map(({ date }) => date).toSorted()).toEqual(found.daily.map(({ date }) => date))
    expect(await over(key, 7)).toMatchObject({ days: 7, baseRequestsUsed: 100, addOnEfficiency: 100 })
  })

  test('S2.11 the advice shows its sums', async () => {
    const key = await newKey()
    await past(key, 3, 90)
    expect(await over(key)).toMatchObject({
      recommendedOptimization: 'Stay on BASIC: it covers 90 requests a day at $0/month',
      optimization: { action: 'stay', monthlySavings: 0 },
    })
    for (const ago of [1, 2, 4]) await past(key, ago, 100)
    expect(await over(key)).toMatchObject({
      recommendedOptimization:
        'Consider buying 1 × Small Add-on: covers 120 requests a day ($5/month in all, $0 now)',
      optimization: { action: 'buy', packages: [{ code: 'ADDON_SMALL', quantity: 1 }], neededPerDay: 120 },
    })
  })

  test('S2.8 a key of others is not there', async () => {
    const key = await newKey()
    for (const handler of [statistics, analytics, recommend]) {
      expect((await ask(handler, key, '', theirs.token)).status).toBe(404)
    }
  })

  test.each(['?days=0', '?days=397', '?days=-1', '?days=x', '?day=3'])(
    'E.4 %s is refused',
    async (search) => {
      expect((await ask(analytics, await newKey(), search)).status).toBe(422)
    },
  )
})

describe('S2.7 packages', () => {
  test('S2.7 in the seed’s words and at its prices', async () => {
    const found = packageView.array().parse((await call(listPackages, { token: ours.token })).body)
    expect(
      found.map((each) => [each.code, each.additionalRequests, each.monthlyPrice, each.costPerRequest]),
    ).toEqual([
      ['ADDON_SMALL', 100, 5, 0.05],
      ['ADDON_MEDIUM', 500, 20, 0.04],
      ['ADDON_LARGE', 2_000, 75, 0.0375],
      ['ADDON_ENTERPRISE', 10_000, 300, 0.03],
    ])
    expect(found[0]).toMatchObject({
      displayName: 'Small Add-on',
      description: 'Additional 100 requests per day',
    })
  })

  test.each([
    [150, 'ADDON_MEDIUM', ['ADDON_SMALL', 'ADDON_MEDIUM', 'ADDON_LARGE'], 0],
    [100, 'ADDON_SMALL', ['ADDON_SMALL', 'ADDON_MEDIUM'], 5],
    [20_000, 'ADDON_CUSTOM', ['ADDON_ENTERPRISE'], 0],
  ])('S2.7 for %s more: %s', async (overage, code, alternatives, savings) => {
    const answer = await ask(recommend, await newKey(), `?overageRequests=${overage}`)
    expect(recommendationsView.parse(answer.body)).toMatchObject({
      overageRequests: overage,
      basedOn: 'asked',
      recommendedPackage: code,
      alternativePackages: alternatives,
      estimatedMonthlySavings: savings,
    })
  })

  test('S2.7 it is called the best value only where it is', async () => {
    const reason = async (overage: number) =>
      recommendationsView.parse((await ask(recommend, await newKey(), `?overageRequests=${overage}`)).body)
        .recommendationReason
    expect(await reason(100)).toBe(
      'Based on 100 overage requests, Small Add-on provides the best value at $5.00/month (0.050 per request)',
    )
    expect(await reason(150)).toBe(
      'Based on 150 overage requests, Medium Add-on covers them at $20.00/month (0.040 per request); 2 × Small Add-on would cost $10.00/month',
    )
  })

  describe('S2.7 who does not say how many is answered', () => {
    const unasked = async (key: TestKey) => recommendationsView.parse((await ask(recommend, key)).body)

    test('S2.7 for the most that packs gave', async () => {
      const key = await newKey()
      await past(key, 2, 700, 600)
      expect(await unasked(key)).toMatchObject({
        overageRequests: 600,
        basedOn: 'use',
        recommendedPackage: 'ADDON_LARGE',
      })
      // Held now: it is still what the key needs.
      await key.hold('ADDON_LARGE')
      expect(await unasked(key)).toMatchObject({ overageRequests: 600, recommendedPackage: 'ADDON_LARGE' })
    })

    test('S2.7 S2.11 for what is missing by the advice', async () => {
      const key = await newKey({ tier: 'PREMIUM' })
      for (const ago of [1, 2, 4]) await past(key, ago, 2_000)
      expect(await unasked(key)).toMatchObject({
        overageRequests: 400,
        basedOn: 'use',
        recommendedPackage: 'ADDON_MEDIUM',
      })
      expect((await over(key)).optimization).toMatchObject({
        action: 'buy',
        packages: [{ code: 'ADDON_MEDIUM', quantity: 1 }],
        neededPerDay: 2_400,
      })
      await key.hold('ADDON_SMALL')
      expect(await unasked(key)).toMatchObject({ overageRequests: 300 })
    })

    test('S2.7 for one request where nothing is known', async () => {
      const key = await newKey()
      await past(key, 2, 99)
      expect(await unasked(key)).toMatchObject({
        overageRequests: 1,
        basedOn: 'nothing',
        recommendedPackage: 'ADDON_SMALL',
        recommendationReason: expect.stringMatching(/^Based on 1 overage request, /),
      })
      await past(key, 1, 100)
      expect(await unasked(key)).toMatchObject({ overageRequests: 1, basedOn: 'use' })
    })
  })
})

test('S2.8 all keys together, for staff alone', async () => {
  const admin = await openAdmin()
  const read = async () => systemStatistics.parse((await admin.ask(system, { path: '/x?hours=720' })).body)
  const before = await read()
  const key = await newKey()
  await use(key, 5)
  await past(key, 40, 1_000)
  const after = await read()
  expect(after.totalActiveApiKeys).toBe(before.totalActiveApiKeys + 1)
  expect(after.totalRequests).toBe(before.totalRequests + 5)
  expect(after).toMatchObject({
    totalAddOnRevenue: 0,
    averageAddOnSpendingPerUser: 0,
    topAddOnPackage: null,
    topAddOnPackageName: null,
  })
  expect((await call(system, { token: ours.token })).status).toBe(403)
})
