import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { paidOrder, pay, placeOrder, refusalOf } from '../testing/scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox

/** The SDK cannot send the idempotency header (it drops unknown headers), so this is plain HTTP. */
async function refundWithKey(input: { paymentId: string; key: string; body: object }) {
  const { keyId, keySecret } = sandbox.config
  const response = await fetch(`${sandbox.urls().razorpay}/v1/payments/${input.paymentId}/refund`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
      'content-type': 'application/json',
      'x-refund-idempotency': input.key,
    },
    body: JSON.stringify(input.body),
  })
  return {
    status: response.status,
    body: (await response.json()) as { id?: string; error?: { description: string } },
  }
}

describe('refunds', () => {
  test('part, then the rest: pending first, then processed', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const part = await sdk.payments.refund(paymentId, {
      amount: 10_000,
      notes: { why: 'test' },
      receipt: 'r1',
    })
    expect(part).toEqual({
      id: expect.stringMatching(/^rfnd_[0-9A-Za-z]{14}$/),
      entity: 'refund',
      amount: 10_000,
      currency: 'INR',
      payment_id: paymentId,
      notes: { why: 'test' },
      receipt: 'r1',
      acquirer_data: { arn: null },
      created_at: expect.any(Number),
      batch_id: null,
      status: 'pending',
      speed_processed: 'normal',
      speed_requested: 'normal',
    })
    expect(await sdk.payments.fetch(paymentId)).toMatchObject({
      status: 'captured',
      refund_status: 'partial',
      amount_refunded: 10_000,
    })
    const rest = await sdk.payments.refund(paymentId, { speed: 'optimum' })
    expect(rest).toMatchObject({ amount: 25_800, speed_processed: 'instant', speed_requested: 'optimum' })
    expect(await sdk.payments.fetch(paymentId)).toMatchObject({ status: 'refunded', refund_status: 'full' })

    await sandbox.control('POST', '/clock', { advance: 'PT1M' })
    expect((await sdk.refunds.fetch(part.id)).status).toBe('processed')
    const { items } = await sdk.payments.fetchMultipleRefund(paymentId, {})
    expect(items.map(({ id }) => id)).toEqual([rest.id, part.id])
  })

  test('never more than was captured', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const refused = async (amount: number) =>
      (await refusalOf(sdk.payments.refund(paymentId, { amount }))).error.description
    expect(await refused(35_801)).toBe('The refund amount provided is greater than amount captured')
    expect(await refused(99)).toBe('The amount must be atleast INR 1.00')
    await sdk.payments.refund(paymentId, { amount: 20_000 })
    expect(await refused(15_801)).toBe('The total refund amount is greater than the refund payment amount')
    await sdk.payments.refund(paymentId, { amount: 15_800 })
    expect(await refused(100)).toBe('The payment has been fully refunded already')
  })

  test('only of captured payments', async () => {
    const order = await placeOrder(sandbox)
    const { razorpay_payment_id: id } = await pay(sandbox, order, { outcome: 'authorized' })
    const { error } = await refusalOf(sdk.payments.refund(id, {}))
    expect(error.description).toBe('The payment status should be captured for action to be taken')
  })

  test('a refund that fails can be made again', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const refund = await sdk.payments.refund(paymentId, {})
    const settled = await sandbox.control('POST', `/razorpay/refunds/${refund.id}/settle`, {
      outcome: 'failed',
    })
    expect(settled.body).toMatchObject({ status: 'failed' })
    expect(await sdk.payments.fetch(paymentId)).toMatchObject({ status: 'captured', amount_refunded: 0 })
    expect(await sdk.payments.refund(paymentId, {})).toMatchObject({ amount: 35_800 })
  })
})

describe('X-Refund-Idempotency', () => {
  test('the same key and body refund once, however often they come', async () => {
    const { paymentId } = await paidOrder(sandbox)
    const send = () => refundWithKey({ paymentId, key: 'refund-of-purchase-7', body: { amount: 10_000 } })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect((await sdk.payments.fetch(paymentId)).amount_refunded).toBe(10_000)
  })

  test('the same key with another body is refused, and so is a key under 10 characters', async () => {
    const { paymentId } = await paidOrder(sandbox)
    await refundWithKey({ paymentId, key: 'refund-of-purchase-8', body: { amount: 10_000 } })
    const other = await refundWithKey({ paymentId, key: 'refund-of-purchase-8', body: { amount: 5000 } })
    expect(other).toMatchObject({
      status: 400,
      body: { error: { description: 'Different request body sent for the same Idempotency Header' } },
    })
    expect((await refundWithKey({ paymentId, key: 'short', body: {} })).status).toBe(400)
    expect((await sdk.payments.fetch(paymentId)).amount_refunded).toBe(10_000)
  })
})
