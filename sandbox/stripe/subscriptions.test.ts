import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import {
  advance,
  customerWith,
  eventsOf,
  giveCard,
  quantityOf,
  refusal,
  sellMonthly,
  subscribed,
} from '../testing/stripe-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
const stripe = sandbox.stripe()

let plan: Stripe.Price
let addon: Stripe.Price
let euro: Stripe.Price
let yearly: Stripe.Price
beforeAll(async () => {
  plan = await sellMonthly(stripe, { name: 'Pro', cents: 5000 })
  addon = await sellMonthly(stripe, { name: 'Storage', cents: 500 })
  euro = await sellMonthly(stripe, { name: 'Euro', cents: 4900, currency: 'eur' })
  yearly = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 100,
    recurring: { interval: 'year' },
    product_data: { name: 'Yearly' },
  })
})

const latestInvoice = async (id: string) => {
  const { latest_invoice } = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice.payments'] })
  return latest_invoice as Stripe.Invoice
}

describe('starting', () => {
  test('periods are on items, not on the subscription, a calendar month long', async () => {
    const { subscription, period } = await subscribed(stripe, plan)
    expect(subscription).not.toHaveProperty('current_period_end')
    const start = Temporal.Instant.fromEpochMilliseconds(period.current_period_start * 1000)
    const end = start.toZonedDateTimeISO('UTC').add({ months: 1 }).toInstant()
    expect(period.current_period_end * 1000).toBe(end.epochMilliseconds)
  })

  test('the first invoice says where it comes from by `parent`, and its lines what they bill', async () => {
    const { id, item } = await subscribed(stripe, plan, 2)
    const invoice = await latestInvoice(id)
    expect(invoice).toMatchObject({
      billing_reason: 'subscription_create',
      status: 'paid',
      total: 10_000,
      amount_paid: 10_000,
      parent: { type: 'subscription_details', subscription_details: { subscription: id } },
    })
    for (const gone of ['payment_intent', 'charge', 'subscription']) expect(invoice).not.toHaveProperty(gone)
    expect(invoice.lines.data).toMatchObject([
      {
        description: '2 × Pro (at $50.00 / month)',
        parent: { subscription_item_details: { subscription_item: item, proration: false } },
        pricing: { price_details: { price: plan.id } },
      },
    ])
  })

  test('default_incomplete: nothing is tried; the confirmation secret belongs to the intent', async () => {
    const { id: customer } = await stripe.customers.create({})
    const created = await stripe.subscriptions.create({
      customer,
      items: [{ price: plan.id }],
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    })
    expect(created.status).toBe('incomplete')
    const invoice = created.latest_invoice as Stripe.Invoice
    expect(invoice.confirmation_secret).toMatchObject({
      type: 'payment_intent',
      client_secret: expect.stringMatching(/^pi_.*_secret_/),
    })
    await stripe.invoices.pay(invoice.id, {
      payment_method: await giveCard(stripe, { customer, card: 'pm_card_visa' }),
    })
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe('active')
  })

  test('allow_incomplete with a card that declines: incomplete, and expired after 23 hours', async () => {
    const { id: customer } = await customerWith(stripe, 'pm_card_chargeCustomerFail')
    const created = await stripe.subscriptions.create({ customer, items: [{ price: plan.id }] })
    expect(created.status).toBe('incomplete')
    await advance(sandbox, 'PT23H')
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe('incomplete_expired')
    expect((await latestInvoice(created.id)).status).toBe('void')
  })

  test('error_if_incomplete: 402 and nothing is created', async () => {
    const { id: customer } = await customerWith(stripe, 'pm_card_chargeCustomerFail')
    const answer = await refusal(
      stripe.subscriptions.create({
        customer,
        items: [{ price: plan.id }],
        payment_behavior: 'error_if_incomplete',
      }),
    )
    expect(answer).toMatchObject({ status: 402, type: 'card_error', code: 'card_declined' })
    expect((await stripe.subscriptions.list({ customer, status: 'all' })).data).toEqual([])
    expect((await stripe.invoices.list({ customer })).data).toEqual([])
    expect(await eventsOf(sandbox, customer)).toEqual([])
  })

  test('what costs nothing starts at once, without a card', async () => {
    const free = await sellMonthly(stripe, { name: 'Free', cents: 0 })
    const { id: customer } = await stripe.customers.create({})
    const created = await stripe.subscriptions.create({ customer, items: [{ price: free.id }] })
    expect(created.status).toBe('active')
  })
})

describe('refusals, word for word', () => {
  test('a price that an item is already using', async () => {
    const { id, item } = await subscribed(stripe, addon)
    const message =
      `A new item with Price ${addon.id} can't be added to this Subscription because an existing Subscription Item ` +
      `${item} is already using that Price. If you want to update the existing item (e.g., to adjust the ` +
      "quantity), pass the existing Subscription Item's `id` in your update request: " +
      'https://stripe.com/docs/api/subscriptions/update#update_subscription-items-id'
    const expected = { status: 400, type: 'invalid_request_error', param: 'plan', message }
    expect(
      await refusal(stripe.subscriptionItems.create({ subscription: id, price: addon.id })),
    ).toMatchObject(expected)
    expect(await refusal(stripe.subscriptions.update(id, { items: [{ price: addon.id }] }))).toMatchObject(
      expected,
    )
  })

  test('the same price twice at the start', async () => {
    const { id: customer } = await customerWith(stripe)
    const items = [{ price: addon.id }, { price: addon.id }]
    expect((await refusal(stripe.subscriptions.create({ customer, items }))).message).toBe(
      `Cannot create a Subscription with multiple Subscription Items with the same Price: ${addon.id}`,
    )
  })

  test('another currency', async () => {
    const { id } = await subscribed(stripe, plan)
    expect(
      (await refusal(stripe.subscriptionItems.create({ subscription: id, price: euro.id }))).message,
    ).toBe("The price specified only supports `eur`. This doesn't match the expected currency: `usd`.")
  })

  test('another interval', async () => {
    const { id } = await subscribed(stripe, plan)
    expect(
      (await refusal(stripe.subscriptionItems.create({ subscription: id, price: yearly.id }))).message,
    ).toMatch(/^Currently, all prices on a subscription must have the same `recurring.interval`/)
  })

  test('nothing to pay with', async () => {
    const { id: customer } = await stripe.customers.create({})
    const answer = await refusal(stripe.subscriptions.create({ customer, items: [{ price: plan.id }] }))
    expect(answer).toMatchObject({ status: 400, code: 'resource_missing' })
    expect(answer.message).toMatch(
      /^This customer has no attached payment source or default payment method\. /,
    )
  })

  test('a canceled subscription takes no more than its metadata', async () => {
    const { id } = await subscribed(stripe, plan)
    await stripe.subscriptions.cancel(id)
    const answer = await refusal(stripe.subscriptions.update(id, { cancel_at_period_end: true }))
    expect(answer).toMatchObject({
      status: 400,
      message: 'A canceled subscription can only update its cancellation_details and metadata.',
    })
    expect((await stripe.subscriptions.update(id, { metadata: { why: 'moved' } })).metadata).toEqual({
      why: 'moved',
    })
    expect(await refusal(stripe.subscriptions.cancel(id))).toMatchObject({
      status: 404,
      code: 'resource_missing',
    })
  })

  test('3-D Secure with error_if_incomplete: 402 subscription_payment_intent_requires_action', async () => {
    const { customer, id, item } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_threeDSecure2Required' })
    const answer = await refusal(
      stripe.subscriptions.update(id, {
        items: [{ id: item, quantity: 2 }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      }),
    )
    expect(answer).toMatchObject({
      status: 402,
      type: 'card_error',
      code: 'subscription_payment_intent_requires_action',
    })
    expect(quantityOf(await stripe.subscriptions.retrieve(id))).toBe(1)
  })

  test('at most 20 items, and never none', async () => {
    const { id, item } = await subscribed(stripe, plan)
    const prices = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sellMonthly(stripe, { name: `Item ${index}`, cents: 100 })),
    )
    const items = prices.map((price) => ({ price: price.id }))
    expect(await refusal(stripe.subscriptions.update(id, { items }))).toMatchObject({
      status: 400,
      param: 'items',
    })
    expect(await refusal(stripe.subscriptionItems.del(item))).toMatchObject({ status: 400 })
  })

  test('pending_if_incomplete takes no metadata', async () => {
    const { id, item } = await subscribed(stripe, addon)
    const answer = await refusal(
      stripe.subscriptions.update(id, {
        items: [{ id: item, quantity: 2 }],
        metadata: { reference: 'r' },
        payment_behavior: 'pending_if_incomplete',
      }),
    )
    expect(answer).toMatchObject({ status: 400, param: 'metadata' })
  })
})
