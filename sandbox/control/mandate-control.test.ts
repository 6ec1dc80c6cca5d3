import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { type ProblemBody, paidOrder } from '../testing/scenario.ts'
import { activeSubscription, placeSubscription } from '../testing/subscription-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const post = async (path: string, body: object | string = {}) => {
  const { status, type, body: answer } = await sandbox.control('POST', path, body)
  return { status, type, problem: answer as ProblemBody }
}

describe('what a payer and a bank can do about a mandate', () => {
  test.each([
    ['authenticate', { method: 'wallet' }, 'method'],
    ['authenticate', { region: 'mars' }, 'region'],
    ['authenticate', { outcome: 'authorized' }, 'outcome'],
    ['authenticate', { amount: 100 }, 'amount'],
    ['charges', {}, 'outcome'],
    ['charges', { outcome: 'maybe' }, 'outcome'],
    ['revoke', { at: 'once' }, 'at'],
  ])('%s %j is wrong input', async (action, body, field) => {
    const { id } = await placeSubscription(sandbox)
    const { status, type, problem } = await post(`/razorpay/subscriptions/${id}/${action}`, body)
    expect([status, type]).toEqual([422, 'application/problem+json'])
    expect(problem.errors?.[0]?.field).toBe(field)
  })

  test.each(['authenticate', 'charges', 'revoke'])('%s of nothing is not found', async (action) => {
    const body = action === 'charges' ? { outcome: 'failed' } : {}
    expect((await post(`/razorpay/subscriptions/sub_none/${action}`, body)).status).toBe(404)
  })

  test('what Razorpay would not take is a conflict', async () => {
    const { id } = await activeSubscription(sandbox)
    await post(`/razorpay/subscriptions/${id}/revoke`)
    for (const action of ['authenticate', 'revoke']) {
      const { status, problem } = await post(`/razorpay/subscriptions/${id}/${action}`)
      expect([status, problem.code]).toEqual([409, 'refused_by_razorpay'])
    }
  })

  test('disputes name a payment, and end once', async () => {
    const { paymentId } = await paidOrder(sandbox)
    expect((await post('/razorpay/disputes', {})).problem.errors?.[0]?.field).toBe('payment_id')
    expect((await post('/razorpay/disputes', { payment_id: paymentId, amount: 0.5 })).status).toBe(422)
    const made = await post('/razorpay/disputes', { payment_id: paymentId })
    expect(made.status).toBe(201)
    const { id } = made.problem as unknown as { id: string }
    expect((await post(`/razorpay/disputes/${id}/close`, { outcome: 'drawn' })).status).toBe(422)
    expect((await post(`/razorpay/disputes/${id}/close`, { outcome: 'won' })).status).toBe(200)
    expect((await post(`/razorpay/disputes/${id}/close`, { outcome: 'won' })).status).toBe(409)
    expect((await post('/razorpay/disputes/disp_none/close', { outcome: 'won' })).status).toBe(404)
  })

  test('the page shows each with what can be done about it', async () => {
    const { id } = await activeSubscription(sandbox)
    const { body } = await sandbox.control('GET', '/')
    expect(body).toContain(`action="/razorpay/subscriptions/${id}/charges"`)
    expect(body).toContain('1 of 12 charged')
  })
})
