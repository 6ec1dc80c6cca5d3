import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { now } from '#lib/db/clock.ts'
import { limitReached, usageOverview, usageResponse } from '#lib/metering/schemas.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { type Caller, callAs } from '#prisma/seed/testing/call-as.ts'
import { GET, POST } from './route.ts'

const path = '/api/usage'
let at: Temporal.Instant
beforeAll(async () => {
  at = await now()
  await seedCatalog({ seed: smartMl, now: at })
})

const newCaller = async (plan = 'free') => callAs(await buildHolder({ plan, now: at }))
const send = (call: Caller, body: unknown, headers?: Record<string, string>) =>
  call(POST, { method: 'POST', path, body, headers })
const usedStorage = async (call: Caller) =>
  usageOverview
    .parse((await call(GET, { path })).body)
    .meters.find((meter) => meter.feature === 'azure_storage_gb')?.used

describe('POST /api/usage', () => {
  test('S0.13 counts, and past the limit answers 403 with offers', async () => {
    const call = await newCaller('pro')
    const first = await send(call, { feature: 'azure_storage_gb', amount: 5 })
    expect([first.status, usageResponse.parse(first.body)]).toEqual([
      200,
      { allowed: true, feature: 'azure_storage_gb', used: 5, limit: 5, remaining: 0, resets_at: null },
    ])
    const refused = await send(call, { feature: 'azure_storage_gb', amount: 1 })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(refused.body).toMatchObject({ code: 'limit_reached', title: 'Forbidden' })
    const { offers } = limitReached.parse(refused.body)
    expect(offers[0]).toMatchObject({ kind: 'addon', code: 'extra_storage_5gb', quantity: 1, amount: 9_900 })
    expect(await usedStorage(call)).toBe(5)
  })

  test('S0.13 what makes no sense is 422 and names the field', async () => {
    const call = await newCaller()
    const amounts = [0, 1.5, '2', null, 1e30, Number.NaN, true, [1]]
    for (const amount of amounts) {
      const answer = await send(call, { feature: 'azure_storage_gb', amount })
      expect([amount, answer.status]).toEqual([amount, 422])
      expect(answer.body).toMatchObject({ errors: [{ field: 'amount' }] })
    }
    expect((await send(call, { feature: 'azure_storage_gb' })).status).toBe(422)
    expect((await send(call, { feature: 'azure_storage_gb', amount: 1, extra: 1 })).status).toBe(422)
    expect((await send(call, '{"feature":')).status).toBeGreaterThanOrEqual(400)
    expect((await send(call, { feature: 'has_white_label', amount: 1 })).status).toBe(422)
    expect((await send(call, { feature: 'api_hits_per_month', amount: -1 })).status).toBe(422)
    expect((await send(call, { feature: 'nothing', amount: 1 })).status).toBe(404)
    expect((await send(call, { feature: 'azure_storage_gb', amount: -1 })).body).toMatchObject({
      status: 400,
      code: 'usage_below_zero',
    })
    expect((await send(await callAs(null), { feature: 'azure_storage_gb', amount: 1 })).status).toBe(401)
    expect(await usedStorage(call)).toBe(0)
  })

  test('E.5 repeated with its idempotency key it counts once', async () => {
    const call = await newCaller('pro')
    const key = { 'idempotency-key': 'upload-1' }
    const answers = [
      await send(call, { feature: 'azure_storage_gb', amount: 2 }, key),
      await send(call, { feature: 'azure_storage_gb', amount: 2 }, key),
    ]
    expect(answers.map((answer) => answer.body)).toEqual([answers[0]?.body, answers[0]?.body])
    expect(await usedStorage(call)).toBe(2)
  })
})

describe('GET /api/usage', () => {
  test('S0.12 a meter per limit, split by what it is made of', async () => {
    const holder = await buildHolder({ plan: 'pro', now: at })
    const until = at.add({ hours: 24 * 30 })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 2, from: at, until })
    await holder.hold({ addon: 'priority_queue', quantity: 1, from: at, until })
    const call = await callAs(holder)
    await send(call, { feature: 'azure_storage_gb', amount: 12 })
    const usage = usageOverview.parse((await call(GET, { path })).body)
    expect(usage.meters.map((meter) => meter.feature)).toHaveLength(6)
    expect(usage.meters.find((meter) => meter.feature === 'azure_storage_gb')).toMatchObject({
      unit: 'GB',
      used: 12,
      limit: 25,
      remaining: 13,
      base: 5,
      addon: 20,
      over_limit: false,
      sources: [
        { kind: 'plan', name: 'Pro', value: 5 },
        { kind: 'addon', name: 'Extra Storage (+10 GB)', quantity: 2, value: 20 },
      ],
    })
    expect(usage.features.map((entry) => [entry.feature, entry.held])).toEqual([
      ['has_priority_queue', true],
      ['has_custom_domain', false],
      ['has_white_label', false],
    ])
    expect(Date.parse(usage.valid_until ?? '')).toBe(until.epochMilliseconds)
  })
})
