import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import {
  advance,
  customerWith,
  eventsOf,
  giveCard,
  onlyItem,
  sellMonthly,
  subscribed,
} from '../testing/stripe-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
// What runs on would renew with every move of the clock.
afterEach(async () => {
  await sandbox.control('POST', '/reset')
  const { data } = await stripe.subscriptions.list({ limit: 100 })
  for (const { id } of data) await stripe.subscriptions.cancel(id)
})
const stripe = sandbox.stripe()

let plan: Stripe.Price
let addon: Stripe.Price
let _euro: Stripe.Price
let _yearly: Stripe.Price
beforeAll(async () => {
  plan = await sellMonthly(stripe, { name: 'Pro', cents: 5000 })
  addon = await sellMonthly(stripe, { name: 'Storage', cents: 500 })
  _euro = await sellMonthly(stripe, { name: 'Euro', cents: 4900, currency: 'eur' })
  _yearly = await stripe.prices.create({
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

describe('renewals', () => {
  test('at the end of the period a draft, final and paid an hour later', async () => {
    const { id, period } = await subscribed(stripe, addon)
    await sandbox.control('POST', '/clock', {
      now: Temporal.Instant.fromEpochMilliseconds(
        Math.max(Date.now(), (period.current_period_end + 60) * 1000),
      ).toString(),
    })
    const draft = await latestInvoice(id)
    expect(draft).toMatchObject({
      status: 'draft',
      billing_reason: 'subscription_cycle',
      created: period.current_period_end,
      automatically_finalizes_at: period.current_period_end + 3600,
    })
    const renewed = onlyItem(await stripe.subscriptions.retrieve(id))
    expect(renewed.current_period_start).toBe(period.current_period_end)
    await advance(sandbox, 'PT1H')
    expect(await latestInvoice(id)).toMatchObject({ id: draft.id, status: 'paid', amount_paid: 500 })
  })

  test('cancel_at_period_end ends it there and can be taken back before', async () => {
    const { customer, id, period } = await subscribed(stripe, addon)
    const set = await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    expect(set).toMatchObject({
      cancel_at_period_end: true,
      cancel_at: period.current_period_end,
      status: 'active',
    })
    const back = await stripe.subscriptions.update(id, { cancel_at_period_end: false })
    expect(back).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null })
    await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    await advance(sandbox, 'P1M1D')
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'canceled',
      ended_at: period.current_period_end,
      cancellation_details: { reason: 'cancellation_requested' },
    })
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1)
    expect((await eventsOf(sandbox, customer)).at(-1)).toBe('customer.subscription.deleted')
  })

  test('cancel_at ends it at an instant, leaving cancel_at_period_end as it was', async () => {
    const { id, halfway } = await subscribed(stripe, addon)
    expect(await stripe.subscriptions.update(id, { cancel_at: halfway })).toMatchObject({
      cancel_at: halfway,
      cancel_at_period_end: false,
    })
    await advance(sandbox, 'P20D')
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled', ended_at: halfway })
  })

  test('cancel now: no credit, or the credit on the balance', async () => {
    const kept = await subscribed(stripe, addon)
    await stripe.subscriptions.cancel(kept.id)
    expect(await stripe.customers.retrieve(kept.customer)).toMatchObject({ balance: 0 })
    const credited = await subscribed(stripe, addon)
    await advance(sandbox, 'PT1H')
    const gone = await stripe.subscriptions.cancel(credited.id, { prorate: true, invoice_now: true })
    expect(gone.status).toBe('canceled')
    const { balance } = (await stripe.customers.retrieve(credited.customer)) as Stripe.Customer
    expect(balance).toBeLessThan(-495)
  })

  test('failing: past due, tried again after 1, 3 and 5 days, then canceled', async () => {
    const { customer, id } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_chargeCustomerFail' })
    await advance(sandbox, 'P1M1D')
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due')
    const first = await latestInvoice(id)
    expect(first).toMatchObject({ status: 'open', attempt_count: 1 })
    expect((first.next_payment_attempt ?? 0) - (first.status_transitions.finalized_at ?? 0)).toBe(
      24 * 60 * 60,
    )
    await advance(sandbox, 'P6D')
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    })
    expect((await latestInvoice(id)).attempt_count).toBe(4)
    const events = await eventsOf(sandbox, customer)
    expect(events.filter((event) => event === 'invoice.payment_failed')).toHaveLength(4)
  })

  test('a card that pays again restores it', async () => {
    const { customer, id } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_chargeCustomerFail' })
    await advance(sandbox, 'P1M1D')
    await sandbox.control('POST', `/stripe/customers/${customer}/payment-method`, {
      card: '4242424242424242',
    })
    await advance(sandbox, 'P3D')
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
    expect((await latestInvoice(id)).status).toBe('paid')
  })

  test('a sandbox setting leaves it unpaid instead', async () => {
    await sandbox.control('PUT', '/stripe/settings', { afterRetries: 'unpaid' })
    const { customer, id } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_chargeCustomerFail' })
    await advance(sandbox, 'P1M7D')
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('unpaid')
    await advance(sandbox, 'P1M')
    expect((await latestInvoice(id)).status).toBe('draft')
  })

  test('it is well again only when nothing overdue is left', async () => {
    await sandbox.control('PUT', '/stripe/settings', { afterRetries: 'past_due' })
    const { customer, id } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_chargeCustomerFail' })
    await advance(sandbox, 'P2M1D')
    const { data: open } = await stripe.invoices.list({ subscription: id, status: 'open' })
    expect(open).toHaveLength(2)
    await giveCard(stripe, { customer, card: 'pm_card_visa' })
    const statuses: string[] = []
    for (const invoice of open) {
      await stripe.invoices.pay(invoice.id)
      statuses.push((await stripe.subscriptions.retrieve(id)).status)
    }
    expect(statuses).toEqual(['past_due', 'active'])
  })

  test('a renewal that asks for 3-D Secure waits for the payer', async () => {
    const { customer, id } = await subscribed(stripe, addon)
    await giveCard(stripe, { customer, card: 'pm_card_threeDSecure2Required' })
    await advance(sandbox, 'P1M1D')
    const { id: invoice, status } = await latestInvoice(id)
    expect(status).toBe('open')
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due')
    await sandbox.control('POST', `/stripe/invoices/${invoice}/authenticate`, { outcome: 'success' })
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
  })

  test('a year goes by in its order', async () => {
    const { id } = await subscribed(stripe, addon)
    await advance(sandbox, 'P1YT2H')
    const invoices = await stripe.invoices.list({ subscription: id, limit: 20 })
    expect(invoices.data.filter(({ status }) => status === 'paid')).toHaveLength(13)
    const created = invoices.data.map((invoice) => invoice.created)
    expect(created).toEqual([...created].sort((left, right) => right - left))
  })
})

describe('trials', () => {
  test('nothing is paid until it ends, then the first period', async () => {
    const { id: customer } = await customerWith(stripe)
    const created = await stripe.subscriptions.create({
      customer,
      items: [{ price: plan.id }],
      trial_period_days: 7,
    })
    expect(created.status).toBe('trialing')
    expect(await latestInvoice(created.id)).toMatchObject({ total: 0, status: 'paid' })
    await advance(sandbox, 'P7DT2H')
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe('active')
    expect(await latestInvoice(created.id)).toMatchObject({ total: 5000, status: 'paid' })
  })

  test('without a card it can pause, and be resumed once there is one', async () => {
    const { id: customer } = await stripe.customers.create({})
    const { id } = await stripe.subscriptions.create({
      customer,
      items: [{ price: plan.id }],
      trial_period_days: 3,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    })
    await advance(sandbox, 'P4D')
    expect((await stripe.subscriptions.retrieve(id)).status).toBe('paused')
    await giveCard(stripe, { customer, card: 'pm_card_visa' })
    expect((await stripe.subscriptions.resume(id)).status).toBe('active')
    const events = await eventsOf(sandbox, customer)
    expect(events).toContain('customer.subscription.paused')
    expect(events).toContain('customer.subscription.resumed')
  })
})
