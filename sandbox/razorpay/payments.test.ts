import { createRequire } from 'node:module'
import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { paidOrder, pay, paymentsOf, placeOrder, refusalOf } from '../testing/scenario.ts'

const { validatePaymentVerification } = createRequire(import.meta.url)(
  'razorpay/dist/utils/razorpay-utils',
) as {
  validatePaymentVerification: (ids: object, signature: string, secret: string) => boolean
}

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const manual = { payment: { capture: 'manual' } }

describe('paying', () => {
  test("the handler's answer passes the SDK's own signature check, for this order only", async () => {
    const order = await placeOrder(sandbox)
    const answer = await pay(sandbox, order, { method: 'upi', outcome: 'captured' })
    const check = (orderId: string) =>
      validatePaymentVerification(
        { order_id: orderId, payment_id: answer.razorpay_payment_id },
        answer.razorpay_signature,
        sandbox.config.keySecret,
      )
    expect(answer.razorpay_order_id).toBe(order.id)
    expect(check(order.id)).toBe(true)
    expect(check('order_00000000000000')).toBe(false)
  })

  test('a captured UPI payment carries the fields of the sample, fee 2 % with 18 % GST in it', async () => {
    const { order, paymentId } = await paidOrder(sandbox, { amount: 500_000 })
    expect(await sdk.payments.fetch(paymentId)).toEqual({
      id: expect.stringMatching(/^pay_[0-9A-Za-z]{14}$/),
      entity: 'payment',
      amount: 500_000,
      currency: 'INR',
      base_amount: 500_000,
      status: 'captured',
      order_id: order.id,
      invoice_id: null,
      international: false,
      method: 'upi',
      amount_refunded: 0,
      amount_transferred: 0,
      refund_status: null,
      captured: true,
      description: null,
      card_id: null,
      bank: null,
      wallet: null,
      vpa: 'success@razorpay',
      email: 'gaurav.kumar@example.com',
      contact: '+919876543210',
      token_id: null,
      notes: [],
      fee: 11_800,
      tax: 1800,
      error_code: null,
      error_description: null,
      error_source: null,
      error_step: null,
      error_reason: null,
      acquirer_data: { rrn: expect.stringMatching(/^\d{12}$/) },
      created_at: expect.any(Number),
      upi: { payer_account_type: 'bank_account', vpa: 'success@razorpay', flow: 'collect' },
    })
  })

  test.each([
    ['card', { card: { last4: '4242', network: 'Visa' }, card_id: expect.stringMatching(/^card_/) }],
    ['netbanking', { bank: 'HDFC' }],
    ['wallet', { wallet: 'payzapp' }],
  ])('%s fills its own members', async (method, members) => {
    const order = await placeOrder(sandbox)
    const card = method === 'card' ? { card: '4242424242424242' } : {}
    const { razorpay_payment_id } = await pay(sandbox, order, { method, ...card })
    expect(await sdk.payments.fetch(razorpay_payment_id)).toMatchObject({
      method,
      status: 'captured',
      ...members,
    })
  })

  test('a failed payment is answered as payment.failed tells it, and stays readable', async () => {
    const order = await placeOrder(sandbox)
    const { error } = await pay(sandbox, order, { outcome: 'failed' })
    const [payment] = await paymentsOf(sandbox, order)
    expect(error).toEqual({
      code: 'BAD_REQUEST_ERROR',
      description: 'Payment failed',
      source: 'issuer',
      step: 'payment_authorization',
      reason: 'payment_failed',
      metadata: { order_id: order.id, payment_id: payment?.id },
    })
    expect(payment).toMatchObject({
      status: 'failed',
      captured: false,
      fee: null,
      error_code: 'BAD_REQUEST_ERROR',
      error_reason: 'payment_failed',
    })
  })

  test('fifty payers at once pay an order once', async () => {
    const order = await placeOrder(sandbox)
    const path = `/razorpay/orders/${order.id}/pay`
    const answers = await Promise.all(Array.from({ length: 50 }, () => sandbox.control('POST', path, {})))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await paymentsOf(sandbox, order)).toHaveLength(1)
  })
})

describe('capturing', () => {
  test('a payment for an order with manual capture waits to be captured', async () => {
    const order = await placeOrder(sandbox, manual)
    const { razorpay_payment_id: id } = await pay(sandbox, order)
    expect(await sdk.payments.fetch(id)).toMatchObject({ status: 'authorized', captured: false })
    expect(await sdk.orders.fetch(order.id)).toMatchObject({ status: 'attempted' })
    expect(await sdk.payments.capture(id, 35_800, 'INR')).toMatchObject({
      status: 'captured',
      captured: true,
    })
    expect(await sdk.orders.fetch(order.id)).toMatchObject({ status: 'paid' })
  })

  test('another amount or currency, and a second time, are refused', async () => {
    const order = await placeOrder(sandbox, manual)
    const { razorpay_payment_id: id } = await pay(sandbox, order)
    const refused = async (amount: number, currency: string) =>
      (await refusalOf(sdk.payments.capture(id, amount, currency))).error.description
    expect(await refused(35_799, 'INR')).toBe('Capture amount must be equal to the amount authorized')
    expect(await refused(35_800, 'USD')).toBe('Capture currency must be equal to the currency authorized')
    await sdk.payments.capture(id, 35_800, 'INR')
    expect(await refused(35_800, 'INR')).toBe('This payment has already been captured')
  })

  test('a failed payment cannot be captured by the merchant', async () => {
    const order = await placeOrder(sandbox)
    await pay(sandbox, order, { outcome: 'failed' })
    const [payment] = await paymentsOf(sandbox, order)
    const { error } = await refusalOf(sdk.payments.capture(payment?.id ?? '', 35_800, 'INR'))
    expect(error.description).toBe(
      'Only payments which have been authorized and not yet captured can be captured',
    )
  })

  test('two authorized payments of one order: the second capture finds it paid', async () => {
    const order = await placeOrder(sandbox, manual)
    const { razorpay_payment_id: first } = await pay(sandbox, order)
    const { razorpay_payment_id: second } = await pay(sandbox, order)
    await sdk.payments.capture(first, 35_800, 'INR')
    const { error } = await refusalOf(sdk.payments.capture(second, 35_800, 'INR'))
    expect(error.description).toBe('Your payment has been declined as the order is already paid')
  })
})

describe('late authorization', () => {
  test('failed, then captured, is legal: the same payment pays the order', async () => {
    const order = await placeOrder(sandbox)
    await pay(sandbox, order, { outcome: 'failed' })
    const [payment] = await paymentsOf(sandbox, order)
    const { status, body } = await sandbox.control('POST', `/razorpay/payments/${payment?.id}/capture`)
    expect([status, body]).toMatchObject([
      200,
      { razorpay_payment_id: payment?.id, razorpay_order_id: order.id },
    ])
    expect(await sdk.payments.fetch(payment?.id ?? '')).toMatchObject({
      status: 'captured',
      error_code: null,
    })
    expect(await sdk.orders.fetch(order.id)).toMatchObject({ status: 'paid', attempts: 1 })
  })

  test('not for an order that another payment has paid, nor for a captured payment', async () => {
    const order = await placeOrder(sandbox)
    await pay(sandbox, order, { outcome: 'failed' })
    await pay(sandbox, order)
    const [captured, failed] = await paymentsOf(sandbox, order)
    const capture = (id?: string) => sandbox.control('POST', `/razorpay/payments/${id}/capture`)
    expect((await capture(failed?.id)).status).toBe(409)
    expect((await capture(captured?.id)).status).toBe(409)
  })

  test('authorized and not captured for 3 days is given back', async () => {
    const order = await placeOrder(sandbox, manual)
    const { razorpay_payment_id: id } = await pay(sandbox, order)
    await sandbox.control('POST', '/clock', { advance: 'P2DT23H' })
    expect((await sdk.payments.fetch(id)).status).toBe('authorized')
    await sandbox.control('POST', '/clock', { advance: 'PT2H' })
    expect(await sdk.payments.fetch(id)).toMatchObject({
      status: 'refunded',
      refund_status: 'full',
      amount_refunded: 35_800,
      captured: false,
    })
    const { error } = await refusalOf(sdk.payments.capture(id, 35_800, 'INR'))
    expect(error.code).toBe('BAD_REQUEST_ERROR')
    expect(await sdk.orders.fetch(order.id)).toMatchObject({ status: 'attempted' })
  })
})
