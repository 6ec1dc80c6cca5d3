import Stripe from 'stripe'
import type { TestSandbox } from './open-test-sandbox.ts'

/** A recurring price in USD a month, with its own product. */
export async function sellMonthly(
  stripe: Stripe,
  { name, cents, currency = 'usd' }: { name: string; cents: number; currency?: string },
): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency,
    unit_amount: cents,
    recurring: { interval: 'month' },
    product_data: { name },
  })
}

/** A customer who pays with a saved card. */
export async function customerWith(stripe: Stripe, card = 'pm_card_visa'): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: 'payer@example.test', payment_method: card })
  await giveCard(stripe, { customer: customer.id, card: null })
  return customer
}

/** Gives a customer another default card; null: the newest they have. */
export async function giveCard(
  stripe: Stripe,
  { customer, card }: { customer: string; card: string | null },
): Promise<string> {
  const method =
    card === null
      ? (await stripe.customers.listPaymentMethods(customer)).data[0]
      : await stripe.paymentMethods.attach(card, { customer })
  const id = method?.id ?? ''
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } })
  return id
}

/** A running subscription to one thing, paid by a card that pays. */
export async function subscribed(stripe: Stripe, price: Stripe.Price, quantity = 1) {
  const customer = await customerWith(stripe)
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity }],
  })
  const item = onlyItem(subscription)
  const halfway = (item.current_period_start + item.current_period_end) / 2
  return { customer: customer.id, id: subscription.id, item: item.id, subscription, period: item, halfway }
}

export function onlyItem(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data
  if (!item) throw new Error('the subscription has no item')
  return item
}

/** What the SDK throws, with what Stripe said; fails when nothing is thrown. */
export async function refusal(call: Promise<unknown>) {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const { statusCode: status, rawType: type, code, param, message } = error
    return { status, type, code, param, message, error }
  }
  throw new Error('the call was expected to be refused')
}

export const quantityOf = (subscription: Stripe.Subscription) => onlyItem(subscription).quantity

/** The id of what may have been expanded. */
export function idOf(value: string | { id: string } | null | undefined): string {
  return typeof value === 'string' ? value : (value?.id ?? '')
}

export async function advance(sandbox: TestSandbox, duration: string): Promise<void> {
  const { status } = await sandbox.control('POST', '/clock', { advance: duration })
  if (status !== 200) throw new Error(`the clock did not move: ${status}`)
}

/** The names of the events delivered so far about one customer, oldest first. */
export async function eventsOf(sandbox: TestSandbox, customer: string): Promise<string[]> {
  await sandbox.control('GET', '/quiet')
  return sandbox.app.received.filter(({ raw }) => raw.includes(customer)).map(({ event }) => event)
}
