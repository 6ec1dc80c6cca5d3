import type Stripe from 'stripe'
import { ProviderError } from '../provider.ts'
import type { BilledPrice } from '../subscription-billing.ts'
import { call, callOrNull } from './call.ts'

/**
 * Makes a price at Stripe what it is in the catalog. Products carry our id, prices our id as their lookup key, so that
 * repeating this finds them. A price's amount, currency and interval never change at Stripe: what differs is answered.
 */
export async function ensurePrice(
  stripe: Stripe,
  price: BilledPrice,
): Promise<{ priceId: string; outcome: 'created' | 'updated' | 'unchanged'; drifted: string[] }> {
  const { reference } = price
  const changed = await ensureProduct(stripe, price.product)
  const found = await findPrice(stripe, reference)
  if (found) {
    const outcome = changed === 'unchanged' ? 'unchanged' : 'updated'
    return { priceId: found.id, outcome, drifted: driftOf(found, price) }
  }
  const created = await createOrFind(
    () =>
      stripe.prices.create({
        product: price.product.reference,
        currency: price.currency.toLowerCase(),
        unit_amount: Number(price.unitAmountMinor),
        recurring: { interval: 'month', interval_count: price.intervalMonths },
        lookup_key: reference,
      }),
    () => findPrice(stripe, reference),
  )
  return { priceId: created.id, outcome: 'created', drifted: [] }
}

async function findPrice(stripe: Stripe, reference: string): Promise<Stripe.Price | null> {
  const { data } = await call(() => stripe.prices.list({ lookup_keys: [reference], limit: 1 }))
  return data[0] ?? null
}

/** Ids and lookup keys are ours and unique: what a twin of this request has made a moment ago refuses a second. */
async function createOrFind<Made>(
  create: () => Promise<Made>,
  find: () => Promise<Made | null>,
): Promise<Made> {
  try {
    return await call(create)
  } catch (error) {
    const made = error instanceof ProviderError && error.outcome === 'refused' ? await find() : null
    if (made === null) throw error
    return made
  }
}

async function ensureProduct(stripe: Stripe, product: BilledPrice['product']) {
  const { reference: id, name } = product
  const find = () => callOrNull(() => stripe.products.retrieve(id))
  const described = product.description === '' ? {} : { description: product.description }
  const found = await find()
  if (!found) {
    await createOrFind<Stripe.Product>(() => stripe.products.create({ id, name, ...described }), find)
    return 'created'
  }
  if (found.name === name && (found.description ?? '') === product.description) return 'unchanged'
  await call(() => stripe.products.update(id, { name, ...described }))
  return 'updated'
}

function driftOf(found: Stripe.Price, price: BilledPrice): string[] {
  const facts: [string, unknown, unknown][] = [
    ['amount', found.unit_amount, Number(price.unitAmountMinor)],
    ['currency', found.currency, price.currency.toLowerCase()],
    [
      'interval',
      `${found.recurring?.interval_count} ${found.recurring?.interval}`,
      `${price.intervalMonths} month`,
    ],
    ['active', found.active, true],
  ]
  return facts
    .filter(([, there, here]) => there !== here)
    .map(([what, there, here]) => `${what} is ${there} at Stripe, ${here} in the catalog`)
}
