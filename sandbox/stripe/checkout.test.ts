import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import {
  advance,
  customerWith,
  eventsOf,
  giveCard,
  idOf,
  refusal,
  sellMonthly,
  subscribed,
} from '../testing/stripe-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
const stripe = sandbox.stripe()

let plan: Stripe.Price
let addon: Stripe.Price
beforeAll(async () => {
  plan = await sellMonthly(stripe, { name: 'Growth', cents: 14_900 })
  addon = await sellMonthly(stripe, { name: 'Market access', cents: 900 })
})

const returnTo = {
  success_url: 'http://localhost:3000/billing?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:3000/billing',
}

async function cart(overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const { id: customer } = await stripe.customers.create({ email: 'new@example.test' })
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items: [
      { price: plan.id, quantity: 1 },
      { price: addon.id, quantity: 2 },
    ],
    subscription_data: { metadata: { reference: 'purchase-1' } },
    metadata: { reference: 'purchase-1' },
    ...returnTo,
    ...overrides,
  })
  return { customer, session }
}

const complete = (id: string, body: object = {}) =>
  sandbox.control('POST', `/stripe/checkout/sessions/${id}/complete`, body)

describe('a session for a subscription', () => {
  test('is open, asks for the sum of its lines, and has a page', async () => {
    const { session } = await cart()
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 16_700,
      currency: 'usd',
      subscription: null,
      ui_mode: 'hosted_page',
    })
    expect(session.url).toBe(`${sandbox.urls().stripe}/c/pay/${session.id}`)
    const lines = await stripe.checkout.sessions.listLineItems(session.id)
    expect(
      lines.data.map(({ description, quantity, amount_total }) => [description, quantity, amount_total]),
    ).toEqual([
      ['Growth', 1, 14_900],
      ['Market access', 2, 1800],
    ])
  })

  test('paid, it is one subscription with every item, its metadata, and a saved card', async () => {
    const { customer, session } = await cart()
    const answer = await complete(session.id, { card: '4242424242424242' })
    expect(answer).toMatchObject({
      status: 200,
      body: { outcome: 'succeeded', redirect: `http://localhost:3000/billing?session=${session.id}` },
    })
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] })
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
    const subscription = done.subscription as Stripe.Subscription
    expect(subscription).toMatchObject({
      status: 'active',
      customer,
      metadata: { reference: 'purchase-1' },
      items: { data: [{ quantity: 1 }, { quantity: 2 }] },
    })
    expect(subscription.default_payment_method).toMatch(/^pm_/)
    expect(done.invoice).toMatchObject({ status: 'paid', amount_paid: 16_700 })
    expect(await eventsOf(sandbox, customer)).toEqual([
      'customer.subscription.created',
      'invoice.paid',
      'customer.subscription.updated',
      'checkout.session.completed',
    ])
  })

  test.each(['4000000000000002', '4000000000000341'])(
    'a declined card (%s) leaves it open and nothing made',
    async (card) => {
      const { customer, session } = await cart()
      expect(await complete(session.id, { card })).toMatchObject({
        status: 200,
        body: { outcome: 'declined', message: 'Your card was declined.', redirect: null },
      })
      expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
      expect((await stripe.subscriptions.list({ customer, status: 'all' })).data).toEqual([])
      expect(await complete(session.id, { card: '4242424242424242' })).toMatchObject({
        body: { outcome: 'succeeded' },
      })
    },
  )

  test('3-D Secure: agreed, refused, or left open', async () => {
    const agreed = await cart()
    const card = '4000000000003220'
    expect(await complete(agreed.session.id, { card })).toMatchObject({ body: { outcome: 'succeeded' } })
    const refused = await cart()
    expect(await complete(refused.session.id, { card, authentication: 'fail' })).toMatchObject({
      body: { outcome: 'declined', message: expect.stringContaining('unable to authenticate') },
    })
    const left = await cart()
    expect(await complete(left.session.id, { card, authentication: 'open' })).toMatchObject({
      body: { outcome: 'requires_action', session: { status: 'open' } },
    })
    const path = `/stripe/checkout/sessions/${left.session.id}/authenticate`
    expect(await sandbox.control('POST', path, { outcome: 'success' })).toMatchObject({
      body: { outcome: 'succeeded', session: { status: 'complete' } },
    })
  })

  test('paid twice is paid once', async () => {
    const { customer, session } = await cart()
    await complete(session.id)
    expect(await complete(session.id)).toMatchObject({ status: 409, body: { code: 'refused_by_stripe' } })
    expect((await stripe.subscriptions.list({ customer })).data).toHaveLength(1)
  })

  test('with a subscription already there it makes a second one', async () => {
    const made = await subscribed(stripe, plan)
    const { session } = await cart({ customer: made.customer })
    await complete(session.id)
    expect((await stripe.subscriptions.list({ customer: made.customer })).data).toHaveLength(2)
  })

  test('expires when told to, or after its time, and then takes nobody’s money', async () => {
    const told = await cart()
    expect((await stripe.checkout.sessions.expire(told.session.id)).status).toBe('expired')
    expect(await complete(told.session.id)).toMatchObject({ status: 409 })
    expect(await refusal(stripe.checkout.sessions.expire(told.session.id))).toMatchObject({ status: 400 })
    const expires_at = Math.floor(Date.now() / 1000) + 31 * 60
    const timed = await cart({ expires_at })
    await advance(sandbox, 'PT32M')
    expect(await stripe.checkout.sessions.retrieve(timed.session.id)).toMatchObject({
      status: 'expired',
      url: null,
    })
    expect(await eventsOf(sandbox, timed.customer)).toEqual(['checkout.session.expired'])
  })

  test.each([
    ['sooner than half an hour', 60, 'at least 30 minutes'],
    ['later than a day', 90_000, 'less than 24 hours'],
  ])('cannot expire %s', async (_when, seconds, words) => {
    const { now } = (await sandbox.control('GET', '/clock')).body as { now: string }
    const expires_at = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000) + seconds
    const { message, param } = await refusal(cart({ expires_at }))
    expect([param, message]).toEqual(['expires_at', expect.stringContaining(words)])
  })

  test('what does not fit its mode is refused', async () => {
    const line_items = [{ price: plan.id, quantity: 1 }]
    expect(await refusal(cart({ mode: 'payment', line_items }))).toMatchObject({ status: 400 })
    expect(await refusal(cart({ line_items: [] }))).toMatchObject({ status: 400, param: 'line_items' })
    const twice = [...line_items, ...line_items]
    expect((await refusal(cart({ line_items: twice }))).message).toBe(
      `Cannot create a Subscription with multiple Subscription Items with the same Price: ${plan.id}`,
    )
  })
})

describe('other sessions', () => {
  test('a payment: an intent with its own metadata, and no customer unless asked for', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      client_reference_id: 'order-7',
      line_items: [
        { quantity: 3, price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Hours' } } },
      ],
      payment_intent_data: { metadata: { reference: 'order-7' } },
      ...returnTo,
    })
    await complete(session.id, { email: 'guest@example.test' })
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer: null,
      customer_details: { email: 'guest@example.test' },
      payment_intent: { status: 'succeeded', amount_received: 3000, metadata: { reference: 'order-7' } },
    })
  })

  test('a setup: a card is saved, and nothing is charged', async () => {
    const { id: customer } = await stripe.customers.create({ email: 'setup@example.test' })
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer,
      ...returnTo,
    })
    expect(session.payment_status).toBe('no_payment_required')
    await complete(session.id, { card: '4000000000000341' })
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] })
    const intent = done.setup_intent as Stripe.SetupIntent
    expect(intent.status).toBe('succeeded')
    const { data } = await stripe.customers.listPaymentMethods(customer)
    expect(data.map(({ id }) => id)).toEqual([idOf(intent.payment_method)])
    expect((await stripe.charges.list({ customer })).data).toEqual([])
  })

  test.each([
    ['succeeded', 'paid', 'active', 'checkout.session.async_payment_succeeded'],
    ['failed', 'unpaid', 'past_due', 'checkout.session.async_payment_failed'],
  ])('a bank debit is complete at once and %s days later', async (outcome, payment, status, event) => {
    const { customer, session } = await cart()
    expect(await complete(session.id, { method: 'sepa_debit' })).toMatchObject({
      body: { outcome: 'succeeded', session: { status: 'complete', payment_status: 'unpaid' } },
    })
    const [running] = (await stripe.subscriptions.list({ customer })).data
    expect(running?.status).toBe('active')
    const path = `/stripe/checkout/sessions/${session.id}/settle`
    expect(await sandbox.control('POST', path, { outcome })).toMatchObject({
      body: { payment_status: payment },
    })
    expect((await stripe.subscriptions.retrieve(running?.id ?? '')).status).toBe(status)
    expect((await eventsOf(sandbox, customer)).at(-1)).toBe(event)
    expect((await sandbox.control('POST', path, { outcome })).status).toBe(409)
  })

  test('a trial in Checkout charges nothing today', async () => {
    const { session } = await cart({ subscription_data: { trial_period_days: 14 } })
    await complete(session.id)
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
    expect(subscription).toMatchObject({ status: 'trialing' })
  })
})

describe('the pages', () => {
  const get = (url: string) => fetch(url, { redirect: 'manual' })
  const post = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
  const card = (number: string) => ({
    card_number: number,
    card_expiry: '12/40',
    card_cvc: '123',
    name: 'A Payer',
    email: 'new@example.test',
  })

  test('every page stands alone: no script, nothing from elsewhere, forms only to where they lead', async () => {
    const { session } = await cart()
    const response = await get(session.url ?? '')
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:3000")
    const text = await response.text()
    expect(text).not.toMatch(/<script| style="| on[a-z]+="/)
    expect(text).toContain('Subscribe for $167.00')
  })

  test('what it shows is escaped', async () => {
    const price = await sellMonthly(stripe, { name: '<img src=x>', cents: 900 })
    const { session } = await cart({ line_items: [{ price: price.id, quantity: 1 }] })
    expect(await (await get(session.url ?? '')).text()).not.toContain('<img src=x>')
  })

  test('a person pays and is led back; a second click leads there too', async () => {
    const { customer, session } = await cart()
    const url = session.url ?? ''
    const back = `http://localhost:3000/billing?session=${session.id}`
    for (let click = 0; click < 2; click += 1) {
      const response = await post(url, card('4242 4242 4242 4242'))
      expect([response.status, response.headers.get('location')]).toEqual([303, back])
    }
    expect((await stripe.subscriptions.list({ customer })).data).toHaveLength(1)
    expect(await (await get(url)).text()).toContain('Your payment has gone through.')
  })

  test('a decline is said in words, what was typed stays, another card works', async () => {
    const { session } = await cart()
    const declined = await post(session.url ?? '', card('4000000000000002'))
    const text = await declined.text()
    expect(text).toContain('role="alert"')
    expect(text).toContain('Your card was declined.')
    expect(text).toContain('value="A Payer"')
    expect((await post(session.url ?? '', card('4242424242424242'))).status).toBe(303)
  })

  test('what is wrong is said beside its field', async () => {
    const { session } = await cart()
    const fields = { ...card('1234'), card_expiry: '12/20', card_cvc: 'x' }
    const text = await (await post(session.url ?? '', fields)).text()
    for (const field of ['card_number', 'card_expiry', 'card_cvc']) {
      expect(text).toContain(`aria-describedby="${field}-error"`)
    }
  })

  test('3-D Secure is a page of its own: refused leads back to the form, agreed to the app', async () => {
    const { session } = await cart()
    const url = session.url ?? ''
    const asked = await post(url, card('4000000000003220'))
    expect([asked.status, asked.headers.get('location')]).toEqual([303, `/c/pay/${session.id}/authenticate`])
    const bank = `${url}/authenticate`
    expect(await (await get(bank)).text()).toContain('Is it you?')
    const refused = await post(bank, { outcome: 'fail' })
    expect(await refused.text()).toContain('unable to authenticate')
    await post(url, card('4000000000003220'))
    expect((await post(bank, { outcome: 'success' })).headers.get('location')).toContain('localhost:3000')
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete')
  })

  test('an expired checkout and an unknown one say so', async () => {
    const { session } = await cart()
    await stripe.checkout.sessions.expire(session.id)
    const page = `${sandbox.urls().stripe}/c/pay/`
    expect(await (await get(page + session.id)).text()).toContain('This checkout has expired')
    expect((await get(`${page}cs_none`)).status).toBe(404)
  })

  test('an invoice is paid on its page, with 3-D Secure where the bank asks', async () => {
    const made = await subscribed(stripe, addon)
    await giveCard(stripe, { customer: made.customer, card: 'pm_card_threeDSecure2Required' })
    const waiting = await stripe.subscriptions.update(made.id, {
      items: [{ id: made.item, quantity: 2 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
      expand: ['latest_invoice'],
    })
    const url = (waiting.latest_invoice as Stripe.Invoice).hosted_invoice_url ?? ''
    const text = await (await get(url)).text()
    expect(text).toContain('Your bank wants you to confirm the payment.')
    expect((await get(`${url}?bank`)).headers.get('location')).toMatch(/\/authenticate$/)
    const paid = await post(`${url}/authenticate`, { outcome: 'success' })
    expect(paid.status).toBe(303)
    expect(await (await get(url)).text()).toContain('This invoice is paid.')
    expect((await stripe.subscriptions.retrieve(made.id)).pending_update).toBeNull()
  })

  test('the portal replaces the card of everything a customer has', async () => {
    const { customer, session } = await cart()
    await complete(session.id)
    const portal = await stripe.billingPortal.sessions.create({
      customer,
      return_url: 'http://localhost:3000/billing',
      flow_data: { type: 'payment_method_update' },
    })
    const done = await post(portal.url, card('4000000000003220'))
    expect(done.headers.get('location')).toMatch(/\/authenticate$/)
    const back = await post(`${portal.url}/authenticate`, { outcome: 'success' })
    expect(back.headers.get('location')).toBe('http://localhost:3000/billing')
    const [subscription] = (
      await stripe.subscriptions.list({ customer, expand: ['data.default_payment_method'] })
    ).data
    expect(subscription?.default_payment_method).toMatchObject({ card: { last4: '3220' } })
    expect(await (await get(portal.url)).text()).toContain('Your new card is in use.')
  })

  test('an intent that asks leads to its own page', async () => {
    const { id: customer } = await customerWith(stripe, 'pm_card_threeDSecure2Required')
    const [method] = (await stripe.customers.listPaymentMethods(customer)).data
    const intent = await stripe.paymentIntents.create({
      amount: 1200,
      currency: 'usd',
      customer,
      payment_method: method?.id ?? '',
      confirm: true,
      return_url: 'http://localhost:3000/done',
    })
    expect(intent.status).toBe('requires_action')
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    expect(await (await get(url)).text()).toContain('Is it you?')
    const answered = await post(url, { outcome: 'success' })
    expect(answered.headers.get('location')).toBe('http://localhost:3000/done')
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
  })
})
