import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAddon } from '#lib/catalog/find-addon.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { addonProductResponse } from '#lib/catalog/schemas.ts'
import { serializeAddonProduct } from '#lib/catalog/serialize-addon-product.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { listPayments } from '#lib/payments/list-payments.ts'
import { paymentResponse } from '#lib/payments/schemas.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { verifyPayment } from '#lib/purchases/verify-payment.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'
import { buildHolder } from './seed/testing/build-holder.ts'

const familyCode = 'smart-ml'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Somebody buys two of an add-on and pays: what each of the seed's three collections holds of it. */
async function buyStorage() {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const change = { action: 'add', code: 'extra_storage_10gb', quantity: 2 } as const
  const order = await buyAddon({ ...holder, familyCode, change, now: await now() })
  const paid = await shop.pay(order.handOff.orderId)
  const { lineId } = await verifyPayment({
    ...holder,
    addonCode: change.code,
    quantity: 2,
    provider: 'razorpay',
    orderId: paid.razorpay_order_id,
    paymentId: paid.razorpay_payment_id,
    signature: paid.razorpay_signature,
    now: await now(),
  })
  return { holder, paid, lineId }
}

/** The seed's fields → where each is written. `_id` is `id` everywhere. */
const ADDON_PRODUCTS = {
  id: 'addons.id',
  addon_id: 'addons.code',
  name: 'addons.name',
  description: 'addons.description',
  type: 'addons.type',
  category: 'addons.category',
  price_monthly: 'prices.unit_amount_minor of the active one',
  currency: 'prices.currency',
  increment: 'grants.value by features.code',
  available_for_plans: 'addon_plans where available',
  max_quantity: 'addons.max_quantity',
  is_stackable: 'addons.is_stackable',
  icon: 'addons.icon',
  badge: 'addons.badge',
  sort_order: 'addons.sort_order',
  is_active: 'addons.status',
  created_at: 'addons.created_at',
  updated_at: 'addons.updated_at',
}
const USER_ADDONS = {
  id: 'subscription_lines.id',
  user_id: 'purchases.user_id of its latest term',
  subscription_id: 'subscription_lines.subscription_id',
  addon_id: 'addons.code',
  status: 'its live terms; subscription_lines.canceled_at',
  quantity: 'the sum of its live terms',
  amount_per_month: 'terms.unit_amount_minor',
  total_amount: 'terms.unit_amount_minor × quantity',
  currency: 'terms.currency',
  started_at: 'subscription_lines.started_at',
  current_period_start: 'terms.period_starts_at',
  current_period_end: 'terms.ends_at',
  cancel_at_period_end: 'subscription_lines.cancel_at_period_end',
  canceled_at: 'subscription_lines.canceled_at',
  razorpay_subscription_id: 'provider_references, with a mandate',
  razorpay_plan_id: 'provider_references, with a mandate',
  last_payment_at: 'subscription_lines.last_payment_at',
  next_billing_date: 'terms.ends_at, with a mandate',
  created_at: 'subscription_lines.created_at',
  updated_at: 'subscription_lines.updated_at',
}
const ADDON_PAYMENTS = {
  id: 'payments.id',
  user_id: 'purchases.user_id',
  user_addon_id: 'terms.line_id of its purchase',
  addon_id: 'addons.code of its quote',
  amount: 'payments.amount_minor',
  currency: 'payments.currency',
  status: 'payments.status',
  payment_method: 'payments.method',
  razorpay_payment_id: 'provider_references (payment)',
  razorpay_order_id: 'provider_references (order)',
  razorpay_signature: 'payments.proof',
  description: 'payments.description',
  invoice_id: 'invoices.number',
  created_at: 'payments.created_at',
}

const missing = (fields: object, read: object) => Object.keys(fields).filter((field) => !(field in read))
const empty = (fields: object, read: Record<string, unknown>) =>
  Object.keys(fields).filter((field) => read[field] === null)

describe('every field of the seed’s collections can be read back', () => {
  test('S0.1 addon_products', async () => {
    const catalog = await loadFamilyCatalog(database(), familyCode)
    const addon = await findAddon(database(), { familyCode, code: 'extra_storage_10gb' })
    if (!catalog || !addon) throw new Error('the catalog is not seeded')
    const product = serializeAddonProduct({ addon, catalog })
    expect(missing(ADDON_PRODUCTS, addonProductResponse.parse(product))).toEqual([])
    expect(empty(ADDON_PRODUCTS, product)).toEqual([])
  })

  test('S0.4 user_addons', async () => {
    const { holder, lineId } = await buyStorage()
    const held = await findUserAddon({ ...holder, lineId, at: await now() })
    expect(missing(USER_ADDONS, userAddonResponse.parse(held))).toEqual([])
    // Nobody canceled it, and a prepaid month has no mandate and bills nothing by itself.
    expect(empty(USER_ADDONS, held)).toEqual([
      'canceled_at',
      'razorpay_subscription_id',
      'razorpay_plan_id',
      'next_billing_date',
    ])
    expect(held).toMatchObject({
      user_id: holder.userId,
      quantity: 2,
      amount_per_month: 179,
      total_amount: 358,
    })
  })

  test('S0.9 addon_payments', async () => {
    const { holder, paid, lineId } = await buyStorage()
    const { payments } = await listPayments({ customerId: holder.customerId, page: 1, perPage: 20 })
    const [payment] = payments
    if (!payment) throw new Error('no payment')
    expect(missing(ADDON_PAYMENTS, paymentResponse.parse(payment))).toEqual([])
    expect(empty(ADDON_PAYMENTS, payment)).toEqual([])
    expect(payment).toMatchObject({
      ...paid,
      user_id: holder.userId,
      user_addon_id: lineId,
      amount: 358,
      status: 'success',
      payment_method: 'upi',
      description: 'Add-on: Extra Storage (+10 GB) × 2',
    })
  })
})

/** The seed's indexes → the columns, in this order, that an index of ours begins with to serve the same question. */
const INDEXES: Record<string, [table: string, columns: string[], unique?: true][]> = {
  'addon_products.addon_id (unique)': [['addons', ['family_id', 'code'], true]],
  'addon_products.type, is_active': [['addons', ['type', 'status']]],
  'addon_products.sort_order': [['addons', ['sort_order']]],
  'user_addons.user_id': [['subscription_lines', ['customer_id']]],
  // What is active is what has not ended.
  'user_addons.user_id, status': [['subscription_lines', ['customer_id', 'ends_at']]],
  'user_addons.subscription_id': [['subscription_lines', ['subscription_id']]],
  'user_addons.addon_id': [['subscription_lines', ['addon_id']]],
  'user_addons.razorpay_subscription_id': [
    ['provider_references', ['provider', 'kind', 'external_id'], true],
    ['provider_references', ['subject', 'subject_id']],
  ],
  'addon_payments.user_id': [['payments', ['customer_id']]],
  'addon_payments.user_addon_id': [
    ['terms', ['line_id']],
    ['payments', ['purchase_id']],
  ],
  'addon_payments.razorpay_payment_id': [['provider_references', ['provider', 'kind', 'external_id'], true]],
  'addon_payments.created_at descending': [['payments', ['created_at']]],
}

test.each(Object.entries(INDEXES))('what the seed’s index on %s serves is indexed', async (_, wanted) => {
  const found = await database().$queryRaw<{ table: string; unique: boolean; columns: string[] }[]>`
    SELECT t.relname AS "table", i.indisunique AS unique,
      (SELECT array_agg(a.attname::text ORDER BY k.position)
       FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace 
      AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = '(deleted_at IS NULL)')`
  for (const [table, columns, unique] of wanted) {
    const serves = found.filter(
      (index) =>
        index.table === table &&
        columns.every((column, at) => index.columns[at] === column) &&
        (unique === undefined || (index.unique && index.columns.length === columns.length)),
    )
    expect(serves, `${table} (${columns.join(', ')})`).not.toEqual([])
  }
})
