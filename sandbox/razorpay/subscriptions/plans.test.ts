import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { refusalOf } from '../../testing/scenario.ts'
import { placePlan } from '../../testing/subscription-scenario.ts'
import { cycleStart, mostCycles } from './cycle-rules.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const item = { name: 'A plan', amount: 10_000, currency: 'INR' }

describe('plans', () => {
  test('carry what is charged and how often', async () => {
    const plan = await placePlan(sandbox, { notes: { reference: 'price-1' } })
    expect(plan).toMatchObject({
      id: expect.stringMatching(/^plan_[0-9A-Za-z]{14}$/),
      entity: 'plan',
      period: 'monthly',
      interval: 1,
      item: {
        id: expect.stringMatching(/^item_/),
        name: 'Extra Storage 10 GB',
        amount: 35_800,
        unit_amount: 35_800,
        currency: 'INR',
        type: 'plan',
      },
      notes: { reference: 'price-1' },
    })
    expect(await sdk.plans.fetch(plan.id)).toEqual(plan)
    expect((await sdk.plans.all({ count: 1 })).items).toEqual([plan])
  })

  test('are immutable: nothing changes or deletes one', async () => {
    const { id } = await placePlan(sandbox)
    const { keyId, keySecret } = sandbox.config
    for (const method of ['PATCH', 'PUT', 'DELETE', 'POST']) {
      const response = await fetch(`${sandbox.urls().razorpay}/v1/plans/${id}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${keyId}:${keySecret}`)}` },
        body: '{}',
      })
      expect(response.status).toBe(400)
    }
  })

  test.each([
    [{ period: 'hourly', interval: 1, item }, 'The selected period is invalid.'],
    [{ period: 'monthly', interval: 0, item }, 'The interval must be at least 1.'],
    [{ period: 'daily', interval: 1, item }, 'The interval must be at least 7.'],
    [{ period: 'monthly', interval: 1 }, 'The item field is required.'],
    [{ period: 'monthly', interval: 1, item: { ...item, amount: 99 } }, /minimum amount/],
    [{ period: 'monthly', interval: 1, item: { ...item, currency: 'XXX' } }, 'Currency is not supported'],
  ])('%j is refused', async (input, description) => {
    const { statusCode, error } = await refusalOf(sdk.plans.create(input as never))
    expect([statusCode, error.code]).toEqual([400, 'BAD_REQUEST_ERROR'])
    expect(error.description).toEqual(
      typeof description === 'string' ? description : expect.stringMatching(description),
    )
  })
})

describe('cycles', () => {
  const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000
  const monthly = { period: 'monthly', interval: 1 } as const

  test('after the first begin at midnight in India, counted from the day of the first', () => {
    const startAt = at('2027-01-31T10:15:00+05:30')
    const starts = [0, 1, 2].map((cycle) => cycleStart({ startAt, plan: monthly, cycle }))
    expect(starts).toEqual([startAt, at('2027-02-28T00:00:00+05:30'), at('2027-03-31T00:00:00+05:30')])
  })

  test('as recorded: three months from 26 June end in their third, a year in its twelfth', () => {
    expect(cycleStart({ startAt: 1_593_109_800, plan: monthly, cycle: 2 })).toBe(1_598_380_200)
    expect(cycleStart({ startAt: 1_570_213_800, plan: monthly, cycle: 11 })).toBe(1_599_244_200)
    expect(cycleStart({ startAt: 1_570_213_800, plan: monthly, cycle: 1 })).toBe(1_572_892_200)
    const weekly = { period: 'weekly', interval: 1 } as const
    expect(cycleStart({ startAt: 1_567_692_455, plan: weekly, cycle: 52 })).toBe(1_599_071_400)
  })

  test('there are a hundred years of them at most', () => {
    expect([1, 3, 12].map((interval) => mostCycles({ period: 'monthly', interval }))).toEqual([
      1200, 400, 100,
    ])
    expect(mostCycles({ period: 'weekly', interval: 4 })).toBe(1300)
    expect(mostCycles({ period: 'yearly', interval: 1 })).toBe(100)
  })
})
