import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { openStripeSandbox } from './testing/open-stripe-sandbox.ts'

const PAYS = '4242424242424242'
const OTHER = '5555555555554444'
const DECLINES_LATER = '4000000000000341'
const ASKS = '4000000000003220'

let opened: Awaited<ReturnType<typeof openStripeSandbox>>
beforeAll(async () => {
  opened = await openStripeSandbox()
})
afterAll(() => opened.sandbox.stop())

const saved = () => {
  const { savedMethods } = opened.provider
  if (!savedMethods) throw new Error('this provider saves nothing')
  return savedMethods
}

async function control(path: string, body: object = {}) {
  const answer = await opened.sandbox.control('POST', path, body)
  if (answer.status >= 300 && answer.status !== 402) throw new Error(`${path}: ${answer.status}`)
}

/** A payer, with a card if it says so. */
async function payer(card?: string): Promise<string> {
  const reference = crypto.randomUUID()
  const { customerId } = await saved().ensureCustomer({
    reference,
    name: 'Payer',
    email: `${reference}@payer.test`,
  })
  if (card) await control(`/stripe/customers/${customerId}/payment-method`, { card })
  return customerId
}

const charge = (payerId: string, reference = crypto.randomUUID()) =>
  saved().charge({
    payerId,
    reference,
    amountMinor: 20_00n,
    currency: 'USD',
    description: '1 × Medium Add-on',
    returnUrl: 'https://shop.test/billing',
  })

const read = (orderId: string) => opened.provider.readOrder(orderId)
const chargesOf = async (customer: string) =>
  (await opened.sandbox.stripe().paymentIntents.list({ customer, limit: 100 })).data

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof ProviderError) return `${error.outcome}: ${error.code}`
    throw error
  }
}

describe('what is saved', () => {
  test('S2.7 without a saved method there is nothing to charge', async () => {
    const nobody = await payer()
    expect(await saved().find(nobody)).toBeNull()
    expect(await saved().find('cus_unknown')).toBeNull()
    expect(await codeOf(charge(nobody))).toBe('refused: no_saved_method')
    expect(await chargesOf(nobody)).toEqual([])
  })

  test('D6 a checkout keeps the card it was paid with, which is charged from then on', async () => {
    const customer = await payer(OTHER)
    const { orderId } = await opened.provider.openOrder({
      reference: crypto.randomUUID(),
      amountMinor: 20_00n,
      currency: 'USD',
      description: '1 × Medium Add-on',
      returnUrl: 'https://shop.test/billing',
      savesFor: customer,
    })
    await control(`/stripe/checkout/sessions/${orderId}/complete`, { card: PAYS })
    expect(await saved().find(customer)).toMatchObject({ brand: 'mastercard' })
    await saved().adopt({ payerId: customer, orderId })
    await saved().adopt({ payerId: customer, orderId })
    expect(await saved().find(customer)).toMatchObject({ kind: 'card', brand: 'visa', last4: '4242' })
    expect(await charge(customer)).toMatchObject({ outcome: 'captured' })
  })

  test('of somebody new, what was paid with counts before it is the default', async () => {
    const customer = await payer()
    const { orderId } = await opened.provider.openOrder({
      reference: crypto.randomUUID(),
      amountMinor: 20_00n,
      currency: 'USD',
      description: '1 × Medium Add-on',
      returnUrl: 'https://shop.test/billing',
      savesFor: customer,
    })
    await control(`/stripe/checkout/sessions/${orderId}/complete`, { card: PAYS })
    expect(await saved().find(customer)).toMatchObject({ last4: '4242' })
  })

  test('what was not to be saved is not charged', async () => {
    const { orderId } = await opened.provider.openOrder({
      reference: crypto.randomUUID(),
      amountMinor: 20_00n,
      currency: 'USD',
      description: 'Invoice 7',
      returnUrl: 'https://shop.test/billing',
    })
    await control(`/stripe/checkout/sessions/${orderId}/complete`, { card: PAYS })
    const customer = await payer()
    await saved().adopt({ payerId: customer, orderId })
    expect(await saved().find(customer)).toBeNull()
  })
})

describe('a charge', () => {
  test('is an order like any other: read, and given back', async () => {
    const reference = crypto.randomUUID()
    const { orderId, outcome } = await charge(await payer(PAYS), reference)
    expect(outcome).toBe('captured')
    const order = await read(orderId)
    expect(order).toMatchObject({ orderId, reference, amountMinor: 20_00n, currency: 'USD', bill: null })
    expect(order.payments).toMatchObject([{ paymentId: orderId, status: 'captured', amountMinor: 20_00n }])
    await opened.provider.refund({ paymentId: orderId, amountMinor: 5_00n, reference: 'r1', reason: 'test' })
    expect((await read(orderId)).payments).toMatchObject([{ refunds: [{ amountMinor: 5_00n }] }])
  })

  test('is made once for each reference, also after another card was saved', async () => {
    const [customer, reference] = [await payer(PAYS), crypto.randomUUID()]
    const { orderId } = await charge(customer, reference)
    expect(await charge(customer, reference)).toEqual({ orderId, outcome: 'captured' })
    await control(`/stripe/customers/${customer}/payment-method`, { card: OTHER })
    expect(await charge(customer, reference)).toEqual({ orderId, outcome: 'captured' })
    expect(await saved().findCharge({ payerId: customer, reference })).toEqual({ orderId })
    expect(await saved().findCharge({ payerId: customer, reference: 'another' })).toBeNull()
    expect(await chargesOf(customer)).toHaveLength(1)
  })

  test.each(['error-500', 'conflict-409', 'reset', 'timeout-before', 'timeout-after-commit'] as const)(
    '%s: nobody knows, and asking again charges once',
    async (fault) => {
      const [customer, reference] = [await payer(PAYS), crypto.randomUUID()]
      const path = '/v1/payment_intents'
      await control('/faults', { provider: 'stripe', method: 'POST', path, fault, times: 1000 })
      expect(await codeOf(charge(customer, reference))).toMatch(/^unknown/)
      await control('/reset')
      expect(await charge(customer, reference)).toMatchObject({ outcome: 'captured' })
      expect(await chargesOf(customer)).toHaveLength(1)
    },
  )

  test('declined says why, takes nothing, and stays declined', async () => {
    const [customer, reference] = [await payer(DECLINES_LATER), crypto.randomUUID()]
    const declined = await charge(customer, reference)
    expect(declined).toMatchObject({ outcome: 'declined', reason: 'Your card was declined.' })
    const { payments } = await read(declined.orderId)
    expect(payments).toMatchObject([{ status: 'failed', failure: { code: 'generic_decline' } }])
    await control(`/stripe/customers/${customer}/payment-method`, { card: PAYS })
    expect(await charge(customer, reference)).toEqual(declined)
    expect(await chargesOf(customer)).toHaveLength(1)
  })

  test('that the bank wants to ask about waits on the bank’s page, and is paid there', async () => {
    const [customer, reference] = [await payer(ASKS), crypto.randomUUID()]
    const asked = await charge(customer, reference)
    expect(asked).toMatchObject({ outcome: 'needs_action', url: expect.stringContaining(asked.orderId) })
    expect((await read(asked.orderId)).payments).toEqual([])
    expect(await charge(customer, reference)).toEqual(asked)
    await control(`/stripe/payment-intents/${asked.orderId}/authenticate`, { outcome: 'success' })
    expect((await read(asked.orderId)).payments).toMatchObject([{ status: 'captured' }])
    expect(await charge(customer, reference)).toMatchObject({ outcome: 'captured' })
  })

  test('refused on the bank’s page has failed; dropped, it can not be paid any more', async () => {
    const refused = await charge(await payer(ASKS))
    await control(`/stripe/payment-intents/${refused.orderId}/authenticate`, { outcome: 'fail' })
    expect((await read(refused.orderId)).payments).toMatchObject([{ status: 'failed' }])
    const dropped = await charge(await payer(ASKS))
    await opened.provider.subscriptionBilling?.dropOrder(dropped.orderId)
    await opened.provider.subscriptionBilling?.dropOrder(dropped.orderId)
    expect((await opened.sandbox.stripe().paymentIntents.retrieve(dropped.orderId)).status).toBe('canceled')
  })

  test('is told of by its own id', async () => {
    const { orderId } = await charge(await payer(PAYS))
    const { orderId: declined } = await charge(await payer(DECLINES_LATER))
    await control('/clock', { advance: 'PT1S' })
    const events = opened.sandbox.app.received.map(({ raw, headers }) =>
      opened.provider.readWebhook({
        rawBody: Buffer.from(raw),
        header: (name) => String(headers[name] ?? '') || null,
      }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'payment_intent.succeeded',
        subject: { kind: 'payment', id: orderId },
      }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'payment_intent.payment_failed',
        subject: { kind: 'payment', id: declined },
      }),
    )
  })
})
