import type Stripe from 'stripe'
import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { customerWith, eventsOf, idOf, refusal, sellMonthly, subscribed } from '../testing/stripe-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
const stripe = sandbox.stripe()
const price = await sellMonthly(stripe, { name: 'Paid', cents: 3000 })

async function paid() {
  const made = await subscribed(stripe, price)
  const payments = await stripe.invoicePayments.list({ invoice: idOf(made.subscription.latest_invoice) })
  return { ...made, intent: idOf(payments.data[0]?.payment.payment_intent) }
}

async function pay(card: string, overrides: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const { id: customer } = await customerWith(stripe, card)
  const [method] = (await stripe.customers.listPaymentMethods(customer)).data
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    customer,
    payment_method: method?.id ?? '',
    off_session: true,
    confirm: true,
    ...overrides,
  })
}

describe('cards', () => {
  test('4000 0000 0000 0002 cannot even be saved', async () => {
    const { id: customer } = await stripe.customers.create({})
    const saved = stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer })
    expect(await refusal(saved)).toMatchObject({ status: 402, type: 'card_error', code: 'card_declined' })
    expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([])
  })

  test('by its number: only the test cards are cards', async () => {
    const card = { number: '4242424242424242', exp_month: 4, exp_year: 2040, cvc: '314' }
    const method = await stripe.paymentMethods.create({ type: 'card', card })
    expect(method.card).toMatchObject({ brand: 'visa', last4: '4242', exp_year: 2040 })
    const unknown = stripe.paymentMethods.create({
      type: 'card',
      card: { ...card, number: '4111111111111112' },
    })
    expect(await refusal(unknown)).toMatchObject({ status: 402, code: 'incorrect_number' })
    const expired = stripe.paymentMethods.create({ type: 'card', card: { ...card, exp_year: 2020 } })
    expect(await refusal(expired)).toMatchObject({ status: 400, code: 'invalid_expiry_year' })
  })

  test('detached, it is nobody’s default any more', async () => {
    const { id } = await customerWith(stripe)
    const [method] = (await stripe.customers.listPaymentMethods(id)).data
    await stripe.paymentMethods.detach(method?.id ?? '')
    expect(await stripe.customers.retrieve(id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    })
  })

  test('control gives a customer another card', async () => {
    const { customer, id } = await paid()
    const path = `/stripe/customers/${customer}/payment-method`
    expect(await sandbox.control('POST', path, { card: '4000000000000341' })).toMatchObject({
      status: 200,
      body: { card: { last4: '0341' }, customer },
    })
    expect((await stripe.subscriptions.retrieve(id)).default_payment_method).toBeNull()
    expect(await sandbox.control('POST', path, { card: '4000000000000002' })).toMatchObject({ status: 409 })
  })
})

describe('payment intents', () => {
  test('off session with a card that pays: succeeded, with its charge', async () => {
    const intent = await pay('pm_card_visa', { metadata: { reference: 'r' }, expand: ['latest_charge'] })
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
      metadata: { reference: 'r' },
      latest_charge: {
        paid: true,
        amount_captured: 2500,
        payment_method_details: { card: { last4: '4242' } },
      },
    })
  })

  test('declined: 402 with the intent, which asks for another card', async () => {
    const { error, ...answer } = await refusal(pay('pm_card_chargeCustomerFail'))
    expect(answer).toMatchObject({ status: 402, type: 'card_error', code: 'card_declined' })
    expect(error).toMatchObject({ decline_code: 'generic_decline' })
    const intent = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '')
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    })
    const other = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect(other.status).toBe('succeeded')
  })

  test('off session, a card that has to ask has failed: authentication_required', async () => {
    expect(await refusal(pay('pm_card_threeDSecure2Required'))).toMatchObject({
      status: 402,
      code: 'authentication_required',
    })
  })

  test('below the minimum charge', async () => {
    expect(await refusal(pay('pm_card_visa', { amount: 49 }))).toMatchObject({
      status: 400,
      code: 'amount_too_small',
      param: 'amount',
    })
  })

  test('canceled, it can not be paid any more', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 900, currency: 'usd' })
    expect((await stripe.paymentIntents.cancel(id)).status).toBe('canceled')
    const late = stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect(await refusal(late)).toMatchObject({ status: 400, code: 'payment_intent_unexpected_state' })
  })

  test('from a payment to its invoice, by the invoice’s payments', async () => {
    const { intent, subscription } = await paid()
    const { data } = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intent },
    })
    expect(data).toMatchObject([{ invoice: subscription.latest_invoice, status: 'paid', is_default: true }])
  })

  test('an invoice that is paid is not paid again', async () => {
    const { subscription } = await paid()
    const again = stripe.invoices.pay(idOf(subscription.latest_invoice))
    expect(await refusal(again)).toMatchObject({ status: 400, message: 'Invoice is already paid' })
  })

  test('a declined payment of an invoice is 402, and counted', async () => {
    const { id: customer } = await stripe.customers.create({})
    const { latest_invoice } = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      payment_behavior: 'default_incomplete',
    })
    const method = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    const invoice = idOf(latest_invoice)
    expect(await refusal(stripe.invoices.pay(invoice, { payment_method: method.id }))).toMatchObject({
      status: 402,
      code: 'card_declined',
    })
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'open', attempt_count: 1 })
    const asking = await stripe.paymentMethods.attach('pm_card_threeDSecure2Required', { customer })
    expect(await refusal(stripe.invoices.pay(invoice, { payment_method: asking.id }))).toMatchObject({
      status: 402,
      code: 'invoice_payment_intent_requires_action',
    })
  })
})

describe('setup intents', () => {
  test('save a card; one that asks waits for the payer', async () => {
    const { id: customer } = await stripe.customers.create({})
    const saved = await stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: 'pm_card_visa',
    })
    expect(saved.status).toBe('succeeded')
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1)
    const asking = await stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: 'pm_card_threeDSecure2Required',
    })
    expect(asking).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
  })
})

describe('refunds', () => {
  test('in part, then the rest, then no more', async () => {
    const { customer, intent } = await paid()
    const part = await stripe.refunds.create({
      payment_intent: intent,
      amount: 1000,
      metadata: { reference: 'refund-1' },
    })
    expect(part).toMatchObject({ status: 'succeeded', amount: 1000, metadata: { reference: 'refund-1' } })
    const tooMuch = stripe.refunds.create({ payment_intent: intent, amount: 2001 })
    expect((await refusal(tooMuch)).message).toBe(
      'Refund amount ($20.01) is greater than unrefunded amount on charge ($20.00)',
    )
    expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(2000)
    const { latest_charge } = await stripe.paymentIntents.retrieve(intent, {
      expand: ['latest_charge.refunds'],
    })
    expect(latest_charge).toMatchObject({
      refunded: true,
      amount_refunded: 3000,
      refunds: { data: [{}, {}] },
    })
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_already_refunded',
    })
    const told = (await eventsOf(sandbox, customer)).filter((event) => event === 'charge.refunded')
    expect(told).toHaveLength(2)
  })

  test('with its key, once', async () => {
    const { intent } = await paid()
    const send = () =>
      stripe.refunds.create({ payment_intent: intent, amount: 500 }, { idempotencyKey: `refund:${intent}` })
    expect((await send()).id).toBe((await send()).id)
    expect((await stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(1)
  })

  test('one the bank sends back has failed, and the charge counts it', async () => {
    const { customer, intent } = await paid()
    const { id, charge } = await stripe.refunds.create({ payment_intent: intent })
    expect(await sandbox.control('POST', `/stripe/refunds/${id}/fail`, {})).toMatchObject({
      status: 200,
      body: { status: 'failed' },
    })
    expect((await stripe.charges.retrieve(idOf(charge))).amount_refunded).toBe(0)
    const events = await eventsOf(sandbox, customer)
    expect(events.slice(-3)).toEqual(['charge.refunded', 'refund.updated', 'refund.failed'])
    expect(await sandbox.control('POST', `/stripe/refunds/${id}/fail`, {})).toMatchObject({ status: 409 })
  })
})

describe('disputes', () => {
  const open = async (intent: string) =>
    (await sandbox.control('POST', '/stripe/disputes', { payment_intent: intent })).body as Stripe.Dispute

  test('opened, the money is away, and the charge says so', async () => {
    const { intent } = await paid()
    const dispute = await open(intent)
    expect(dispute).toMatchObject({
      status: 'needs_response',
      amount: 3000,
      payment_intent: intent,
      balance_transactions: [{ amount: -3000, fee: 1500 }],
    })
    expect(await stripe.charges.retrieve(idOf(dispute.charge))).toMatchObject({ disputed: true })
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_disputed',
    })
    expect((await sandbox.control('POST', '/stripe/disputes', { payment_intent: intent })).status).toBe(409)
  })

  test.each([
    ['lost', [-3000]],
    ['won', [-3000, 3000]],
  ] as const)('closed %s', async (outcome, moved) => {
    const { customer, intent } = await paid()
    const { id } = await open(intent)
    const path = `/stripe/disputes/${id}/close`
    expect(await sandbox.control('POST', path, { outcome })).toMatchObject({ body: { status: outcome } })
    const dispute = await stripe.disputes.retrieve(id)
    expect(dispute.balance_transactions.map(({ amount }) => amount)).toEqual(moved)
    expect((await stripe.disputes.list({ payment_intent: intent })).data).toHaveLength(1)
    expect(await sandbox.control('POST', path, { outcome })).toMatchObject({ status: 409 })
    await sandbox.control('GET', '/quiet')
    const events = sandbox.app.received.filter(({ raw }) => raw.includes(id)).map(({ event }) => event)
    expect(events).toEqual(['charge.dispute.created', 'charge.dispute.closed'])
    expect(customer).toMatch(/^cus_/)
  })
})

describe('control, bad input', () => {
  test.each([
    ['POST', '/stripe/checkout/sessions/cs_1/complete', { card: '4111' }, 422, 'card'],
    ['POST', '/stripe/checkout/sessions/cs_1/complete', { card: '4242424242424242' }, 404, null],
    ['POST', '/stripe/invoices/in_1/pay', { cash: 1 }, 422, 'cash'],
    ['POST', '/stripe/invoices/in_1/pay', {}, 404, null],
    ['POST', '/stripe/invoices/in_1/authenticate', { outcome: 'maybe' }, 422, 'outcome'],
    ['POST', '/stripe/customers/cus_1/payment-method', { card: 4242 }, 422, 'card'],
    ['POST', '/stripe/disputes', {}, 422, 'payment_intent'],
    ['POST', '/stripe/disputes', { payment_intent: 'pi_none' }, 404, null],
    ['POST', '/stripe/disputes/du_1/close', { outcome: 'drawn' }, 422, 'outcome'],
    ['PUT', '/stripe/settings', { afterRetries: 'cry' }, 422, 'afterRetries'],
  ])('%s %s %j is %i', async (method, path, body, status, field) => {
    const answer = await sandbox.control(method, path, body)
    expect(answer).toMatchObject({ status, type: 'application/problem+json' })
    if (field) expect(answer.body).toMatchObject({ errors: [{ field }] })
  })
})

describe('test clocks', () => {
  test('advancing one moves the one clock', async () => {
    const { now } = (await sandbox.control('GET', '/clock')).body as { now: string }
    const frozen_time = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000)
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time, name: 'demo' })
    expect(clock.status).toBe('ready')
    const target = frozen_time + 40 * 24 * 60 * 60
    const advancing = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: target })
    expect(advancing.status).toBe('advancing')
    await expect
      .poll(async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status, { timeout: 10_000 })
      .toBe('ready')
    const after = (await sandbox.control('GET', '/clock')).body as { now: string }
    expect(Temporal.Instant.from(after.now).epochMilliseconds).toBeGreaterThanOrEqual(target * 1000)
    const back = stripe.testHelpers.testClocks.advance(clock.id, { frozen_time })
    expect(await refusal(back)).toMatchObject({ status: 400, param: 'frozen_time' })
    expect(await stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ deleted: true })
  }, 15_000)
})
