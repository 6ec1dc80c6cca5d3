import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { getUsage } from './get-usage.ts'
import { recordUsage } from './record-usage.ts'
import { limitReached } from './schemas.ts'

const start = Temporal.Instant.from('2026-11-10T06:00:00Z')
const family = { familyCode: 'smart-ml' }

beforeAll(async () => {
  await seedCatalog({ seed: smartMl, now: start.subtract({ hours: 24 }) })
})

const use = (holder: Holder, feature: string, amount: number, now = start) =>
  transaction((tx) => recordUsage(tx, { ...family, ...holder, feature, amount, now }))

const refusal = async (attempt: Promise<unknown>): Promise<DomainError> => {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof DomainError) return error
  throw new Error(`not refused: ${String(error)}`)
}
const refusedAs = async (attempt: Promise<unknown>) => {
  const { kind, code } = await refusal(attempt)
  return [kind, code]
}
const meter = async (holder: Holder, feature: string, at = start) =>
  (await getUsage(database(), { ...family, ...holder, at }))?.meters.find(
    (entry) => entry.feature === feature,
  )

describe('S0.13 S0.14 (limit enforcement) counters', () => {
  test('S0.13 add up to the limit of the base plan, and start over with the day', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    expect(await use(holder, 'model_generation_per_day', 2)).toEqual({
      allowed: true,
      feature: 'model_generation_per_day',
      used: 2,
      limit: 3,
      remaining: 1,
      // Midnight in Kolkata.
      resets_at: '2026-11-10T18:30:00Z',
    })
    const refused = await refusal(use(holder, 'model_generation_per_day', 2))
    expect(refused.code).toBe('limit_reached')
    expect(await use(holder, 'model_generation_per_day', 1)).toMatchObject({ used: 3, remaining: 0 })

    const nextDay = Temporal.Instant.from('2026-11-10T18:30:00Z')
    const lastMoment = nextDay.subtract({ milliseconds: 1 })
    expect(await refusedAs(use(holder, 'model_generation_per_day', 1, lastMoment))).toEqual([
      'limit',
      'limit_reached',
    ])
    expect(await use(holder, 'model_generation_per_day', 1, nextDay)).toMatchObject({ used: 1, remaining: 2 })
  })

  test('S0.13 a month counts from the subscription’s day', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    await use(holder, 'api_hits_per_month', 1_000)
    const end = '2026-12-09T18:30:00Z'
    expect((await meter(holder, 'api_hits_per_month'))?.resets_at).toBe(end)
    const renewed = Temporal.Instant.from(end)
    const before = renewed.subtract({ seconds: 1 })
    expect(await refusedAs(use(holder, 'api_hits_per_month', 1, before))).toEqual(['limit', 'limit_reached'])
    expect(await use(holder, 'api_hits_per_month', 1, renewed)).toMatchObject({ used: 1 })
  })

  test('S0.13 one add-on, then several stacked, raise the limit', async () => {
    const holder = await buildHolder({ plan: 'pro', now: start })
    const day = 'model_generation_per_day'
    await use(holder, day, 20)
    expect((await refusal(use(holder, day, 1))).code).toBe('limit_reached')
    await holder.hold({ addon: 'model_boost_10', quantity: 1, from: start, until: start.add({ hours: 720 }) })
    expect(await use(holder, day, 10)).toMatchObject({ used: 30, limit: 30 })
    await holder.hold({ addon: 'model_boost_20', quantity: 2, from: start, until: start.add({ hours: 720 }) })
    expect(await use(holder, day, 40)).toMatchObject({ used: 70, limit: 70, remaining: 0 })
    expect(await meter(holder, day)).toMatchObject({
      used: 70,
      limit: 70,
      base: 20,
      addon: 50,
      sources: [
        { kind: 'plan', code: 'pro', value: 20 },
        { kind: 'addon', code: 'model_boost_10', quantity: 1, value: 10 },
        { kind: 'addon', code: 'model_boost_20', quantity: 2, value: 40 },
      ],
    })
  })

  test('S0.13 200 at the same time against a limit of 100: exactly 100 count', async () => {
    const holder = await buildHolder({ plan: 'advanced', now: start })
    const tries = Array.from({ length: 200 }, () => use(holder, 'model_generation_per_day', 1))
    const settled = await Promise.allSettled(tries)
    const counted = settled.filter((attempt) => attempt.status === 'fulfilled')
    expect(counted).toHaveLength(100)
    expect(new Set(counted.map((attempt) => attempt.value.used)).size).toBe(100)
    expect(await meter(holder, 'model_generation_per_day')).toMatchObject({ used: 100, remaining: 0 })
  })

  test('D10 the first use of many at once makes one subscription', async () => {
    const holder = await buildHolder({ plan: 'new', now: start })
    await Promise.all(Array.from({ length: 10 }, () => use(holder, 'api_hits_per_month', 5)))
    expect(await database().subscription.count({ where: { customerId: holder.customerId } })).toBe(1)
    expect(await meter(holder, 'api_hits_per_month')).toMatchObject({ used: 50, limit: 1_000 })
  })
})

describe('S0.13 past the limit', () => {
  test('S0.13 nothing is counted, and what would help is offered', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    await use(holder, 'azure_storage_gb', 1)
    const refused = await refusal(use(holder, 'azure_storage_gb', 12))
    expect(refused.detail).toBe(
      'Storage: 1 of 1 GB are used, and 12 more would pass the limit. Nothing was counted.',
    )
    const { offers, ...state } = limitReached.parse(refused.extra)
    expect(state).toEqual({
      allowed: false,
      feature: 'azure_storage_gb',
      used: 1,
      limit: 1,
      remaining: 0,
      resets_at: null,
    })
    expect(
      offers.map((offer) => [offer.kind, offer.code, offer.quantity, offer.amount, offer.adds, offer.covers]),
    ).toEqual([
      ['addon', 'extra_storage_5gb', 3, 297_00, 15, true],
      ['addon', 'extra_storage_10gb', 2, 358_00, 20, true],
      ['addon', 'extra_storage_50gb', 1, 849_00, 50, true],
    ])
  })

  test('S0.13 what this customer may not buy is not offered, and what is not enough says so', async () => {
    const holder = await buildHolder({ plan: 'pro', now: start })
    const month = { from: start, until: start.add({ hours: 720 }) }
    await holder.hold({ addon: 'extra_storage_5gb', quantity: 10, ...month })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 8, ...month })
    const refused = await refusal(use(holder, 'azure_storage_gb', 200))
    const { offers } = limitReached.parse(refused.extra)
    expect(offers.map((offer) => [offer.code, offer.quantity, offer.covers])).toEqual([
      ['extra_storage_50gb', 2, true],
      ['extra_storage_10gb', 2, false],
    ])
  })
})

describe('S0.13 gauges', () => {
  test('S0.13 rise and fall, and never below nothing', async () => {
    const holder = await buildHolder({ plan: 'pro', now: start })
    expect(await use(holder, 'azure_storage_gb', 4)).toMatchObject({ used: 4, limit: 5, resets_at: null })
    expect(await use(holder, 'azure_storage_gb', -3)).toMatchObject({ used: 1, remaining: 4 })
    expect(await refusedAs(use(holder, 'azure_storage_gb', -2))).toEqual(['refused', 'usage_below_zero'])
    expect(await meter(holder, 'azure_storage_gb')).toMatchObject({ used: 1 })
    const fresh = await buildHolder({ plan: 'pro', now: start })
    expect(await refusedAs(use(fresh, 'concurrent_trainings', -1))).toEqual(['refused', 'usage_below_zero'])
  })

  test('S0.8 over the limit after an add-on ended, only giving back is possible', async () => {
    const holder = await buildHolder({ plan: 'pro', now: start })
    const end = start.add({ hours: 48 })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 1, from: start, until: end })
    await use(holder, 'azure_storage_gb', 14)
    expect(await meter(holder, 'azure_storage_gb', end)).toMatchObject({
      used: 14,
      limit: 5,
      remaining: 0,
      over_limit: true,
    })
    const refused = await refusal(use(holder, 'azure_storage_gb', 1, end))
    expect(limitReached.parse(refused.extra)).toMatchObject({ used: 14, limit: 5, remaining: 0 })
    expect(await use(holder, 'azure_storage_gb', -2, end)).toMatchObject({ used: 12, remaining: 0 })
    expect((await refusal(use(holder, 'azure_storage_gb', 1, end))).code).toBe('limit_reached')
    expect(await use(holder, 'azure_storage_gb', -8, end)).toMatchObject({ used: 4, remaining: 1 })
    expect(await use(holder, 'azure_storage_gb', 1, end)).toMatchObject({ used: 5 })
  })

  test('S0.13 given back and taken by many at once, nothing is lost', async () => {
    const holder = await buildHolder({ plan: 'advanced', now: start })
    await use(holder, 'azure_storage_gb', 10)
    const moves = Array.from({ length: 60 }, (_, index) =>
      use(holder, 'azure_storage_gb', index % 2 ? 1 : -1),
    )
    const counted = (await Promise.allSettled(moves)).filter((move) => move.status === 'fulfilled')
    const used = (await meter(holder, 'azure_storage_gb'))?.used
    const risen = await Promise.all(
      moves.map((move, index) =>
        move.then(
          () => (index % 2 ? 1 : -1),
          () => 0,
        ),
      ),
    )
    expect(used).toBe(10 + risen.reduce<number>((sum, step) => sum + step, 0))
    expect(counted.length).toBeGreaterThan(0)
  })
})

describe('S0.13 caps', () => {
  test('S0.13 are asked about each item, and nothing is stored', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    const answer = { used: 50, limit: 50, remaining: 0, resets_at: null }
    expect(await use(holder, 'dataset_size_mb', 50)).toMatchObject(answer)
    expect(await use(holder, 'dataset_size_mb', 50)).toMatchObject(answer)
    const refused = await refusal(use(holder, 'dataset_size_mb', 51))
    expect(refused.detail).toBe('Dataset size: 51 MB is more than the 50 MB that are allowed.')
    const { offers } = limitReached.parse(refused.extra)
    expect(offers).toEqual([])
    expect((await meter(holder, 'dataset_size_mb'))?.used).toBeNull()
  })
})

describe('S0.13 what is refused as a question', () => {
  test('S0.13 unknown features, flags, and amounts that mean nothing', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    expect(await refusedAs(use(holder, 'nothing', 1))).toEqual(['not_found', 'feature_not_found'])
    expect(await refusedAs(use(holder, 'has_white_label', 1))).toEqual(['invalid', 'feature_is_flag'])
    expect(await refusedAs(use(holder, 'api_hits_per_month', -1))).toEqual(['invalid', 'amount_not_positive'])
    expect(await refusedAs(use(holder, 'dataset_size_mb', -1))).toEqual(['invalid', 'amount_not_positive'])
  })

  test('S0.13 without a limit, counting stops where numbers do', async () => {
    const holder = await buildHolder({ plan: 'free', now: start })
    const plan = { plan: { code: 'free' }, feature: { code: 'azure_storage_gb' } }
    await database().grant.updateMany({ where: plan, data: { value: null } })
    try {
      const most = Number.MAX_SAFE_INTEGER
      expect(await use(holder, 'azure_storage_gb', most)).toMatchObject({ limit: null, remaining: null })
      expect(await refusedAs(use(holder, 'azure_storage_gb', most))).toEqual(['invalid', 'usage_overflow'])
    } finally {
      await database().grant.updateMany({ where: plan, data: { value: 1n } })
    }
  })

  test('invariant 12: what one customer uses is not another’s', async () => {
    const [one, other] = [
      await buildHolder({ plan: 'pro', now: start }),
      await buildHolder({ plan: 'pro', now: start }),
    ]
    await use(one, 'azure_storage_gb', 3)
    expect(await meter(other, 'azure_storage_gb')).toMatchObject({ used: 0 })
  })
})
