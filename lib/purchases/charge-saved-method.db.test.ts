import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { findOwnSavedMethod } from '#lib/payments/find-own-saved-method.ts'
import { findSavedMethod } from '#lib/payments/find-saved-method.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { acceptQuote } from './accept-quote.ts'
import { cancelPurchase } from './cancel-purchase.ts'
import { chargeSavedMethod } from './charge-saved-method.ts'
import { openPaymentMethodPage } from './open-payment-method-page.ts'
import { type KeyHolder, openKeyHolder } from './testing/key-holder.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { tracesOf } from './testing/shopper.ts'
import { ASKS, DECLINES_LATER, PAYS } from './testing/subscriber.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const MEDIUM = { action: 'add', code: 'ADDON_MEDIUM', quantity: 1 } as const
const ONCE = { status: 'fulfilled', terms: 1, payments: 1, refunds: 0, invoices: 1, entries: 1, receipts: 1 }

const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
const purchaseOf = (id: string) => database().purchase.findUniqueOrThrow({ where: { id } })
const heldBy = (customerId: string) => database().term.count({ where: { customerId } })

/** The session a payer was sent to. */
async function complete(purchaseId: string, card: string) {
  const order = await database().providerReference.findFirstOrThrow({
    where: { kind: 'order', subject: 'purchase', subjectId: purchaseId },
  })
  await shop.whileWorking(async () => {
    await shop.control('POST', `/stripe/checkout/sessions/${order.externalId}/complete`, { card })
    await shop.control('GET', '/quiet')
  })
}

async function refusal(call: Promise<unknown>) {
  return call.then(
    () => null,
    (error: { code: string; detail: string }) => ({ code: error.code, detail: error.detail }),
  )
}

describe('S2.7 buying a pack', () => {
  test('without a saved method leads to a page, which saves what it is paid with', async () => {
    const holder = await openKeyHolder(shop)
    const key = await holder.key()
    const first = await holder.buy(key, MEDIUM)
    expect(first).toMatchObject({ outcome: 'pay', because: 'no_saved_method', handOff: { kind: 'redirect' } })
    expect(await heldBy(holder.customerId)).toBe(0)
    await complete(first.purchaseId, PAYS)
    expect(await tracesOf(first.purchaseId)).toMatchObject(ONCE)
    const saved = await findSavedMethod({ provider: 'stripe', customerId: holder.customerId })
    expect(saved).toMatchObject({ brand: 'visa', last4: '4242' })

    const second = await holder.buy(key, MEDIUM)
    expect(second.outcome).toBe('fulfilled')
    expect(await tracesOf(second.purchaseId)).toMatchObject(ONCE)
  })

  test('what was paid with last on a page is charged from then on', async () => {
    const holder = await openKeyHolder(shop, { card: DECLINES_LATER })
    const key = await holder.key()
    expect(await refusal(holder.buy(key, MEDIUM))).toMatchObject({ code: 'payment_declined' })
    const quoteId = await holder.quote(key, [MEDIUM])
    const { purchaseId } = await acceptQuote({ ...holder, quoteId, now: await now() })
    await complete(purchaseId, PAYS)
    expect(await holder.buy(key, MEDIUM)).toMatchObject({ outcome: 'fulfilled' })
  })

  test('a card is saved, or another, on a page of the provider’s before anything is bought', async () => {
    const holder = await openKeyHolder(shop)
    const { customerId } = holder
    const familyCode = 'forward-api'
    expect(await findOwnSavedMethod({ customerId, familyCode })).toBeNull()
    const { url } = await openPaymentMethodPage({ customerId, familyCode, now: await now() })
    expect(url).toMatch(/^http/)
    const page = await fetch(url)
    expect(page.status).toBe(200)
  })

  test('by a saved method is paid, held, documented and told, once', async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const { purchaseId } = await holder.buy(await holder.key(), MEDIUM)
    expect(await tracesOf(purchaseId)).toMatchObject(ONCE)
    expect(await holder.charges()).toEqual([{ reference: purchaseId, amountMinor: 20_00n }])
    await quiet()
    expect(await tracesOf(purchaseId)).toMatchObject(ONCE)
  })

  test('declined: it has failed with the reason, nothing is held or owed', async () => {
    const holder = await openKeyHolder(shop, { card: DECLINES_LATER })
    expect(await refusal(holder.buy(await holder.key(), MEDIUM))).toEqual({
      code: 'payment_declined',
      detail: 'The payment did not go through: Your card was declined. Nothing was bought.',
    })
    const [purchase] = await database().purchase.findMany({ where: { customerId: holder.customerId } })
    expect(purchase).toMatchObject({
      status: 'failed',
      reason: 'Your card was declined.',
      chargesSaved: true,
    })
    expect(await heldBy(holder.customerId)).toBe(0)
    expect(await holder.charges()).toEqual([])
    await quiet()
    expect((await purchaseOf(purchase?.id ?? '')).status).toBe('failed')
  })
})

describe('a bank that wants to ask', () => {
  async function asked(): Promise<{ holder: KeyHolder; purchaseId: string; intent: string }> {
    const holder = await openKeyHolder(shop, { card: ASKS })
    const bought = await holder.buy(await holder.key(), MEDIUM)
    expect(bought).toMatchObject({ outcome: 'pay', because: 'bank_asks', handOff: { kind: 'redirect' } })
    const intent = bought.outcome === 'pay' ? bought.handOff.orderId : ''
    expect(bought).toMatchObject({ handOff: { url: expect.stringContaining(intent) } })
    return { holder, purchaseId: bought.purchaseId, intent }
  }
  const answer = (intent: string, outcome: 'success' | 'fail') =>
    shop.control('POST', `/stripe/payment-intents/${intent}/authenticate`, { outcome })

  test('agreed to on the bank’s page, it is paid, told by the message alone', async () => {
    const { holder, purchaseId, intent } = await asked()
    expect(await heldBy(holder.customerId)).toBe(0)
    await shop.whileWorking(async () => {
      await answer(intent, 'success')
      await shop.control('GET', '/quiet')
    })
    expect(await tracesOf(purchaseId)).toMatchObject(ONCE)
  })

  test('refused there, it has failed', async () => {
    const { purchaseId, intent } = await asked()
    await shop.whileWorking(async () => {
      await answer(intent, 'fail')
      await shop.control('GET', '/quiet')
    })
    expect(await purchaseOf(purchaseId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/authenticate/),
    })
  })

  test('dropped by its buyer, it can not be paid there any more', async () => {
    const { holder, purchaseId, intent } = await asked()
    await cancelPurchase({ ...holder, purchaseId, now: await now() })
    await expect(answer(intent, 'success')).rejects.toThrow()
    expect((await purchaseOf(purchaseId)).status).toBe('canceled')
  })

  test('left alone, it ends after half an hour, there as well', async () => {
    const { purchaseId, intent } = await asked()
    await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT31M' }))
    expect((await purchaseOf(purchaseId)).status).toBe('failed')
    await expect(answer(intent, 'success')).rejects.toThrow()
  })
})

describe('invariant 4: one charge', () => {
  test('the same quote accepted eight times at once is charged once', async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const quoteId = await holder.quote(await holder.key(), [MEDIUM])
    const at = await now()
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => chargeSavedMethod({ ...holder, quoteId, now: at })),
    )
    // Whom the provider could not answer, as another asked the same, is told to look again.
    for (const one of all) {
      if (one.status === 'rejected') expect(one.reason.code).toBe('payment_provider_unavailable')
    }
    await quiet()
    const [purchase, ...others] = await database().purchase.findMany({
      where: { customerId: holder.customerId },
    })
    expect(others).toEqual([])
    expect(await tracesOf(purchase?.id ?? '')).toMatchObject(ONCE)
    expect(await holder.charges()).toHaveLength(1)
  })

  test('charged and closed before the answer came: the reconciler finds the charge, and it counts', async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const fault = {
      provider: 'stripe',
      method: 'POST',
      path: '/v1/payment_intents',
      fault: 'reset',
      times: 2,
    }
    await shop.control('POST', '/faults', fault)
    await refusal(holder.buy(key, MEDIUM))
    const [lost] = await database().purchase.findMany({ where: { customerId: holder.customerId } })
    const purchaseId = lost?.id ?? ''
    // It cannot be dropped while nobody knows.
    const dropped = cancelPurchase({ ...holder, purchaseId, now: await now() })
    expect(await refusal(dropped)).toMatchObject({ code: 'change_under_way' })
    await paymentProvider('stripe').savedMethods?.charge({
      payerId: await holder.payer(),
      reference: purchaseId,
      amountMinor: 20_00n,
      currency: 'USD',
      description: 'the one whose answer was lost',
      returnUrl: 'https://shop.test',
    })
    expect(await holder.buy(key, { ...MEDIUM, quantity: 2 })).toMatchObject({ outcome: 'fulfilled' })
    expect((await purchaseOf(purchaseId)).status).toBe('superseded')
    await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT2M' }))
    expect(await tracesOf(purchaseId)).toMatchObject(ONCE)
    expect(await holder.charges()).toHaveLength(2)
  })

  test('the answer was lost: the reconciler asks again under the same key', async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const fault = {
      provider: 'stripe',
      method: 'POST',
      path: '/v1/payment_intents',
      fault: 'reset',
      times: 2,
    }
    await shop.control('POST', '/faults', fault)
    expect(await refusal(holder.buy(key, MEDIUM))).toMatchObject({ code: 'payment_provider_unavailable' })
    const [purchase] = await database().purchase.findMany({ where: { customerId: holder.customerId } })
    expect(purchase?.status).toBe('pending')
    const at = await now()
    const work = { kind: 'converge-purchase', subject: purchase?.id ?? '' } as const
    await scheduleWork(database(), { ...work, dueAt: at, now: at })
    await shop.work()
    expect(await tracesOf(purchase?.id ?? '')).toMatchObject(ONCE)
    expect(await holder.charges()).toHaveLength(1)
  })
})
