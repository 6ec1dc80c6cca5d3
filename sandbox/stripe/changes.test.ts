import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import {
  advance,
  customerWith,
  eventsOf,
  giveCard,
  idOf,
  onlyItem,
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

describe('changing items', () => {
  test('create_prorations leaves pending invoice items, and the next renewal bills them', async () => {
    const { customer, id, item, halfway } = await subscribed(stripe, addon)
    const after = await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 3 }],
      proration_date: halfway,
    })
    expect(quantityOf(after)).toBe(3)
    const { data } = await stripe.invoiceItems.list({ customer, pending: true })
    expect(data.map(({ amount, proration }) => [amount, proration])).toEqual([
      [750, true],
      [-250, true],
    ])
    expect((await stripe.invoices.list({ subscription: id })).data).toHaveLength(1)
    await advance(sandbox, 'P1M1D')
    const invoice = await latestInvoice(id)
    expect(invoice).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid', total: 2000 })
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-250, 750, 1500])
  })

  test('always_invoice finalizes and pays at once: S4, $2.50 now and $10 next', async () => {
    const { id, item, halfway } = await subscribed(stripe, addon)
    const after = await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: 'always_invoice',
      proration_date: halfway,
      payment_behavior: 'pending_if_incomplete',
    })
    expect(quantityOf(after)).toBe(2)
    expect(await latestInvoice(id)).toMatchObject({
      id: idOf(after.latest_invoice),
      billing_reason: 'subscription_update',
      status: 'paid',
      total: 250,
      amount_paid: 250,
    })
    const next = await stripe.invoices.createPreview({ subscription: id })
    expect(next).toMatchObject({ total: 1000, billing_reason: 'upcoming' })
  })

  test('lines: whole item, credits first, described after the day of the proration', async () => {
    const { id, item, halfway } = await subscribed(stripe, addon)
    await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 3 }],
      proration_behavior: 'always_invoice',
      proration_date: halfway,
    })
    const day = new Date(halfway * 1000).toUTCString().slice(5, 16)
    const { lines } = await latestInvoice(id)
    expect(lines.data.map(({ amount, description }) => [amount, description])).toEqual([
      [-250, `Unused time on Storage after ${day}`],
      [750, `Remaining time on 3 × Storage after ${day}`],
    ])
    expect(lines.data.map((line) => line.parent?.subscription_item_details)).toMatchObject([
      { subscription_item: item, proration: true, invoice_item: expect.stringMatching(/^ii_/) },
      { subscription_item: item, proration: true },
    ])
    expect(lines.data[0]?.period).toEqual({
      start: halfway,
      end: onlyItem(await stripe.subscriptions.retrieve(id)).current_period_end,
    })
  })

  test('none: changed from now on, nothing charged or credited', async () => {
    const { customer, id, item } = await subscribed(stripe, addon)
    const after = await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 5 }],
      proration_behavior: 'none',
    })
    expect(quantityOf(after)).toBe(5)
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([])
    expect((await stripe.invoices.createPreview({ subscription: id })).total).toBe(2500)
  })

  test('another price starts at quantity 1 unless told otherwise', async () => {
    const { id, item } = await subscribed(stripe, addon, 4)
    const one = await stripe.subscriptions.update(id, { items: [{ id: item, price: plan.id }] })
    expect(onlyItem(one)).toMatchObject({
      id: item,
      quantity: 1,
      price: { id: plan.id },
      plan: { id: plan.id },
    })
    const two = await stripe.subscriptionItems.update(item, { price: addon.id, quantity: 2 })
    expect(two).toMatchObject({ quantity: 2, price: { id: addon.id } })
  })

  test('what is not named stays; an added item shares the running period', async () => {
    const { id, item, period } = await subscribed(stripe, plan)
    const after = await stripe.subscriptions.update(id, { items: [{ price: addon.id, quantity: 2 }] })
    expect(after.items.data.map(({ price, quantity }) => [price.id, quantity])).toEqual([
      [plan.id, 1],
      [addon.id, 2],
    ])
    expect(after.items.data[0]?.id).toBe(item)
    expect(after.items.data[1]?.current_period_end).toBe(period.current_period_end)
  })

  test('deleting an item takes its parameters in the query', async () => {
    const { customer, id } = await subscribed(stripe, plan)
    const extra = await stripe.subscriptionItems.create({
      subscription: id,
      price: addon.id,
      proration_behavior: 'none',
    })
    const gone = await stripe.subscriptionItems.del(extra.id, { proration_behavior: 'none' })
    expect(gone).toMatchObject({ id: extra.id, deleted: true })
    expect((await stripe.subscriptions.retrieve(id)).items.data).toHaveLength(1)
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([])
    expect(await refusal(stripe.subscriptionItems.retrieve(extra.id))).toMatchObject({ status: 404 })
  })

  test('a negative net goes to the balance as credit, and the next invoice uses it', async () => {
    const { customer, id, item, halfway } = await subscribed(stripe, addon, 3)
    await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 1 }],
      proration_behavior: 'always_invoice',
      proration_date: halfway,
    })
    expect(await latestInvoice(id)).toMatchObject({
      status: 'paid',
      total: -500,
      amount_due: 0,
      amount_paid: 0,
      starting_balance: 0,
      ending_balance: -500,
    })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -500 })
    expect(await stripe.invoices.createPreview({ subscription: id })).toMatchObject({
      total: 500,
      amount_due: 0,
      starting_balance: -500,
      ending_balance: 0,
    })
    await advance(sandbox, 'P1M1D')
    expect(await latestInvoice(id)).toMatchObject({
      status: 'paid',
      total: 500,
      amount_due: 0,
      ending_balance: 0,
    })
    const { data } = await stripe.customers.listBalanceTransactions(customer)
    expect(data.map(({ amount, type, ending_balance }) => [amount, type, ending_balance])).toEqual([
      [500, 'applied_to_invoice', 0],
      [-500, 'applied_to_invoice', -500],
    ])
  })

  test('below the minimum charge it is owed on the balance', async () => {
    const cheap = await sellMonthly(stripe, { name: 'Cheap', cents: 60 })
    const { customer, id, item, halfway } = await subscribed(stripe, cheap)
    await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: 'always_invoice',
      proration_date: halfway,
    })
    expect(await latestInvoice(id)).toMatchObject({
      status: 'paid',
      total: 30,
      amount_due: 0,
      ending_balance: 30,
    })
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 30 })
    expect(await stripe.invoices.createPreview({ subscription: id })).toMatchObject({
      total: 120,
      amount_due: 150,
    })
  })

  test('more than ten lines: the invoice shows ten, the rest is listed', async () => {
    const prices = await Promise.all(
      Array.from({ length: 11 }, (_, index) => sellMonthly(stripe, { name: `Line ${index}`, cents: 100 })),
    )
    const { id: customer } = await customerWith(stripe)
    const items = prices.map((price) => ({ price: price.id }))
    const { id } = await stripe.subscriptions.create({ customer, items })
    const invoice = await latestInvoice(id)
    expect([invoice.lines.data.length, invoice.lines.has_more]).toEqual([10, true])
    const all = await stripe.invoices.listLineItems(invoice.id, { limit: 100 })
    expect([all.data.length, all.has_more]).toEqual([11, false])
  })
})

describe('changes that are not paid', () => {
  const failing = async (card: string) => {
    const made = await subscribed(stripe, addon)
    await giveCard(stripe, { customer: made.customer, card })
    return made
  }
  const raise = (id: string, item: string, behaviour: Stripe.SubscriptionUpdateParams.PaymentBehavior) =>
    stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: 'always_invoice',
      payment_behavior: behaviour,
    })

  test('pending_if_incomplete, declined: everything stays, the change waits at most 23 hours', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    const after = await raise(id, item, 'pending_if_incomplete')
    expect(after).toMatchObject({ status: 'active', items: { data: [{ quantity: 1 }] } })
    expect(after.pending_update).toMatchObject({ subscription_items: [{ id: item, quantity: 2 }] })
    const invoice = await latestInvoice(id)
    expect(invoice).toMatchObject({ status: 'open', attempted: true, attempt_count: 1 })
    expect(invoice.hosted_invoice_url).toContain('/i/in_')
    expect((after.pending_update?.expires_at ?? 0) - invoice.created).toBe(23 * 60 * 60)
    expect(await eventsOf(sandbox, customer)).toContain('invoice.payment_failed')
  })

  test('it is applied when the invoice is paid', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    const card = await giveCard(stripe, { customer, card: 'pm_card_visa' })
    await stripe.invoices.pay(idOf(latest_invoice), { payment_method: card })
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      pending_update: null,
      items: { data: [{ id: item, quantity: 2 }] },
    })
    expect(await eventsOf(sandbox, customer)).toContain('customer.subscription.pending_update_applied')
  })

  test('it is dropped when the invoice is voided', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    expect((await stripe.invoices.voidInvoice(idOf(latest_invoice))).status).toBe('void')
    const after = await stripe.subscriptions.retrieve(id)
    expect(after).toMatchObject({
      pending_update: null,
      status: 'active',
      items: { data: [{ quantity: 1 }] },
    })
    expect((await stripe.invoices.createPreview({ subscription: id })).total).toBe(500)
    const events = await eventsOf(sandbox, customer)
    expect(events).toContain('invoice.voided')
    expect(events).toContain('customer.subscription.pending_update_expired')
  })

  test('it expires by itself, and its invoice is voided', async () => {
    const { id, item } = await failing('pm_card_chargeCustomerFail')
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    await advance(sandbox, 'P1D')
    expect((await stripe.subscriptions.retrieve(id)).pending_update).toBeNull()
    expect((await stripe.invoices.retrieve(idOf(latest_invoice))).status).toBe('void')
  })

  test('another change takes its place', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    await giveCard(stripe, { customer, card: 'pm_card_visa' })
    const after = await stripe.subscriptions.update(id, {
      items: [{ id: item, quantity: 3 }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    })
    expect(after).toMatchObject({ pending_update: null, items: { data: [{ quantity: 3 }] } })
    expect((await stripe.invoices.retrieve(idOf(latest_invoice))).status).toBe('void')
  })

  test('3-D Secure: it waits, and is applied once the payer has agreed', async () => {
    const { customer, id, item } = await failing('pm_card_threeDSecure2Required')
    const waiting = await raise(id, item, 'pending_if_incomplete')
    expect(waiting.pending_update).not.toBeNull()
    const invoice = idOf(waiting.latest_invoice)
    const answer = await sandbox.control('POST', `/stripe/invoices/${invoice}/authenticate`, {
      outcome: 'success',
    })
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'succeeded', invoice: { status: 'paid' } } })
    expect(quantityOf(await stripe.subscriptions.retrieve(id))).toBe(2)
    expect(await eventsOf(sandbox, customer)).toContain('invoice.payment_action_required')
  })

  test('3-D Secure refused: it still waits, and another card can pay', async () => {
    const { id, item } = await failing('pm_card_threeDSecure2Required')
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    const path = `/stripe/invoices/${idOf(latest_invoice)}`
    expect((await sandbox.control('POST', `${path}/authenticate`, { outcome: 'fail' })).body).toMatchObject({
      outcome: 'declined',
    })
    expect((await stripe.subscriptions.retrieve(id)).pending_update).not.toBeNull()
    expect((await sandbox.control('POST', `${path}/pay`, { card: '4242424242424242' })).body).toMatchObject({
      outcome: 'succeeded',
    })
    expect(quantityOf(await stripe.subscriptions.retrieve(id))).toBe(2)
  })

  test('error_if_incomplete: 402, and nothing is left of it', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    const before = await stripe.subscriptions.retrieve(id)
    expect(await refusal(raise(id, item, 'error_if_incomplete'))).toMatchObject({
      status: 402,
      type: 'card_error',
      code: 'card_declined',
    })
    const after = await stripe.subscriptions.retrieve(id)
    expect({ ...after, lastResponse: null }).toEqual({ ...before, lastResponse: null })
    expect((await stripe.invoices.list({ customer })).data).toHaveLength(1)
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([])
  })

  test.each(['allow_incomplete', 'default_incomplete'] as const)(
    '%s: it is done, and the subscription is past due until it is paid',
    async (behaviour) => {
      const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
      const after = await raise(id, item, behaviour)
      expect(after).toMatchObject({ status: 'past_due', items: { data: [{ quantity: 2 }] } })
      await giveCard(stripe, { customer, card: 'pm_card_visa' })
      await stripe.invoices.pay(idOf(after.latest_invoice))
      expect((await stripe.subscriptions.retrieve(id)).status).toBe('active')
    },
  )

  test('a balance that was used comes back when the invoice is voided', async () => {
    const { customer, id, item } = await failing('pm_card_chargeCustomerFail')
    await stripe.customers.createBalanceTransaction(customer, { amount: -100, currency: 'usd' })
    const { latest_invoice } = await raise(id, item, 'pending_if_incomplete')
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 })
    await stripe.invoices.voidInvoice(idOf(latest_invoice))
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -100 })
  })
})

describe('previews', () => {
  test('always_invoice: what is due now, to the cent what the change then charges', async () => {
    const { id, item } = await subscribed(stripe, addon)
    const proration_date = Math.floor(Date.now() / 1000) + 1_000_000
    const items = [{ id: item, quantity: 4 }, { price: plan.id }]
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items, proration_behavior: 'always_invoice', proration_date },
    })
    expect(preview.id).toMatch(/^upcoming_in_/)
    await stripe.subscriptions.update(id, { items, proration_behavior: 'always_invoice', proration_date })
    const invoice = await latestInvoice(id)
    const facts = ({ total, amount_due, lines }: Stripe.Invoice) => ({
      total,
      amount_due,
      lines: lines.data.map(({ amount, description, period, quantity }) => ({
        amount,
        description,
        period,
        quantity,
      })),
    })
    expect(facts(invoice)).toEqual(facts(preview))
  })

  test('it changes nothing', async () => {
    const { customer, id, item } = await subscribed(stripe, addon)
    const before = await stripe.subscriptions.retrieve(id)
    await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, quantity: 9 }] },
    })
    const after = await stripe.subscriptions.retrieve(id)
    expect({ ...after, lastResponse: null }).toEqual({ ...before, lastResponse: null })
    expect((await stripe.invoiceItems.list({ customer, pending: true })).data).toEqual([])
  })

  test('create_prorations: the next renewal, with the prorations on it', async () => {
    const { id, item, halfway } = await subscribed(stripe, addon)
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, quantity: 2 }], proration_date: halfway },
    })
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-250, 500, 1000])
  })

  test('a subscription that ends has no next invoice', async () => {
    const { id } = await subscribed(stripe, addon)
    await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    expect(await refusal(stripe.invoices.createPreview({ subscription: id }))).toMatchObject({
      status: 404,
      code: 'invoice_upcoming_none',
    })
  })

  test('what the change would be refused for, the preview is refused for', async () => {
    const { id } = await subscribed(stripe, addon)
    const subscription_details = { items: [{ price: addon.id }] }
    expect(
      await refusal(stripe.invoices.createPreview({ subscription: id, subscription_details })),
    ).toMatchObject({
      status: 400,
      param: 'plan',
    })
  })
})
