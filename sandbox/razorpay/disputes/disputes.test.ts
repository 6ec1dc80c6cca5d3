import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { deliveries, paidOrder, pay, placeOrder, refusalOf } from '../../testing/scenario.ts'
import type { DisputeEntity } from './dispute-entity.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
beforeEach(async () => {
  await sandbox.control('GET', '/quiet')
  sandbox.app.clear()
})

const { sdk } = sandbox
const dispute = async (body: object) => {
  const answer = await sandbox.control('POST', '/razorpay/disputes', body)
  return { status: answer.status, made: answer.body as DisputeEntity }
}
const close = (id: string, outcome: string) =>
  sandbox.control('POST', `/razorpay/disputes/${id}/close`, { outcome })

describe('disputes', () => {
  test('open and take nothing; only a lost one takes its amount', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const { made } = await dispute({ payment_id: paymentId })
    expect(made).toEqual({
      id: expect.stringMatching(/^disp_[0-9A-Za-z]{14}$/),
      entity: 'dispute',
      payment_id: paymentId,
      amount: 35_800,
      currency: 'INR',
      amount_deducted: 0,
      reason_code: 'goods_or_services_not_provided',
      respond_by: expect.any(Number),
      status: 'open',
      phase: 'chargeback',
      created_at: expect.any(Number),
    })
    expect(await sdk.disputes.fetch(made.id)).toEqual(made)
    await close(made.id, 'lost')
    expect(await sdk.disputes.fetch(made.id)).toMatchObject({ status: 'lost', amount_deducted: 35_800 })
    expect((await sdk.disputes.all()).items[0]?.id).toBe(made.id)
    expect((await close(made.id, 'won')).status).toBe(409)
    await sandbox.control('GET', '/quiet')
    expect(sandbox.app.received.map(({ event }) => event).slice(-2)).toEqual([
      'payment.dispute.created',
      'payment.dispute.lost',
    ])
    const [last] = await deliveries(sandbox)
    expect(last?.payload).toMatchObject({
      contains: ['payment', 'dispute'],
      payload: { payment: { entity: { id: paymentId } }, dispute: { entity: { status: 'lost' } } },
    })
  })

  test.each(['won', 'closed'])('%s takes nothing', async (outcome) => {
    const { paymentId } = await paidOrder(sandbox)
    const { made } = await dispute({ payment_id: paymentId, amount: 5000 })
    await close(made.id, outcome)
    expect(await sdk.disputes.fetch(made.id)).toMatchObject({
      status: outcome,
      amount: 5000,
      amount_deducted: 0,
    })
  })

  test('accepted by the merchant is lost', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const { made } = await dispute({ payment_id: paymentId })
    await sdk.disputes.accept(made.id)
    expect((await sdk.disputes.fetch(made.id)).status).toBe('lost')
  })

  test('only of what was captured and is left', async () => {
    const order = await placeOrder(sandbox, { payment: { capture: 'manual' } })
    const { razorpay_payment_id: held } = await pay(sandbox, order)
    expect((await dispute({ payment_id: held })).status).toBe(409)
    const { paymentId } = await paidOrder(sandbox)
    expect((await dispute({ payment_id: paymentId, amount: 35_801 })).status).toBe(409)
    expect((await dispute({ payment_id: 'pay_00000000000000' })).status).toBe(404)
    const { error } = await refusalOf(sdk.disputes.fetch('disp_00000000000000'))
    expect(error.description).toBe('The id provided does not exist')
  })
})
