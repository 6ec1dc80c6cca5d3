import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GET, POST } from '#app/api/billing/invoices/[id]/pay/route.ts'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { call } from '#lib/http/testing/call.ts'
import { type Issued, issue } from '#lib/invoices/testing/issue.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { type KeyHolder, openKeyHolder } from '#lib/purchases/testing/key-holder.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { ASKS, DECLINES_LATER, PAYS } from '#lib/purchases/testing/subscriber.ts'
import { beginOrder } from './begin-order.ts'
import { invoiceUrlOf } from './invoice-url.ts'
import { lookAtOrder } from './look-at-order.ts'
import { payInvoice } from './pay-invoice.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
// Closing checks the books.
afterAll(() => shop.close())

type Case = { holder: KeyHolder; invoice: Issued }

/** An unpaid invoice of a customer who has saved a card, or none. */
async function unpaid(card?: string): Promise<Case> {
  const holder = await openKeyHolder(shop, card ? { card } : {})
  return { holder, invoice: await issue({ family: 'services', holder }) }
}

const pay = async ({ holder, invoice }: Case, savedMethod: boolean) =>
  payInvoice({
    customerId: holder.customerId,
    userId: holder.userId,
    invoiceId: invoice.id,
    savedMethod,
    now: await now(),
  })
const charge = (made: Case) => pay(made, true)
const openPage = (made: Case) => pay(made, false)
const ordersOf = ({ invoice }: Case) =>
  database().invoiceOrder.findMany({ where: { invoiceId: invoice.id }, orderBy: { createdAt: 'asc' } })
const statusesOf = async (made: Case) => (await ordersOf(made)).map(({ status }) => status)
const paymentStatusOf = async ({ invoice }: Case) =>
  (await database().invoice.findUniqueOrThrow({ where: { id: invoice.id } })).paymentStatus
const refundsOf = ({ holder }: Case) => database().refund.count({ where: { customerId: holder.customerId } })
const receiptsOf = ({ holder }: Case) =>
  database().outboundMessage.count({
    where: { customerId: holder.customerId, channel: 'email', template: 'invoice-paid' },
  })
const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
const referenceOf = async (id: string | undefined) => {
  const where = { kind: 'order', subject: 'invoice_order', subjectId: id ?? '' }
  return (await database().providerReference.findFirstOrThrow({ where })).externalId
}
const answerBank = (intent: string, outcome: 'success' | 'fail') =>
  shop.control('POST', `/stripe/payment-intents/${intent}/authenticate`, { outcome })
const payOnPage = async (made: Case) => {
  const session = await referenceOf((await ordersOf(made)).at(-1)?.id)
  await shop.control('POST', `/stripe/checkout/sessions/${session}/complete`, { card: PAYS })
}

/** As if the process ended before the provider was asked. */
const begin = async ({ holder: { customerId, userId }, invoice }: Case) => {
  const at = await now()
  const wanted = { customerId, userId, invoiceId: invoice.id, chargesSaved: true, now: at }
  return transaction((tx) => beginOrder(tx, wanted))
}

/** Paid once, said once, and nothing given back. */
async function expectPaidOnce(made: Case) {
  await quiet()
  expect(await paymentStatusOf(made)).toBe('succeeded')
  const { customerId } = made.holder
  expect(await database().payment.count({ where: { customerId, status: 'captured' } })).toBe(1)
  expect(await receiptsOf(made)).toBe(1)
  expect(await refundsOf(made)).toBe(0)
}

describe('S1.3 an invoice is charged to the saved method', () => {
  test('S1.3 in one click, with its receipt; again, nothing is asked for', async () => {
    const made = await unpaid(PAYS)
    expect(await charge(made)).toEqual({
      status: 'paid',
      amountMinor: '35800',
      currency: 'USD',
      handOff: null,
    })
    expect(await statusesOf(made)).toEqual(['fulfilled'])
    const [order] = await ordersOf(made)
    expect(await made.holder.charges()).toEqual([{ reference: order?.id, amountMinor: 35_800n }])
    await expect(charge(made)).rejects.toMatchObject({ code: 'invoice_not_payable' })
    await expectPaidOnce(made)
  })

  test('S1.3 clicked six times at once, in either way, it is charged once', async () => {
    const made = await unpaid(PAYS)
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => charge(made)))
    const said = all.map((one) => (one.status === 'fulfilled' ? one.value.status : one.reason.code))
    const fine = ['paid', 'invoice_not_payable', 'payment_provider_unavailable', 'payment_under_way']
    for (const one of said) expect(fine).toContain(one)
    await expectPaidOnce(made)
    const other = await unpaid(PAYS)
    await Promise.allSettled([charge(other), openPage(other), charge(other), openPage(other)])
    await quiet()
    if ((await paymentStatusOf(other)) !== 'succeeded') await charge(other)
    await expectPaidOnce(other)
  })

  test('S1.3 declined: it says so, the invoice stays unpaid, and the page is there', async () => {
    const made = await unpaid(DECLINES_LATER)
    await expect(charge(made)).rejects.toMatchObject({
      code: 'payment_declined',
      detail: 'The payment did not go through: Your card was declined. Nothing was charged.',
    })
    expect(await ordersOf(made)).toMatchObject([{ status: 'failed', reason: 'Your card was declined.' }])
    expect(await openPage(made)).toMatchObject({ status: 'open', handOff: { kind: 'redirect' } })
    await payOnPage(made)
    await quiet()
    expect(await statusesOf(made)).toEqual(['failed', 'fulfilled'])
    await expectPaidOnce(made)
  })

  test('S1.3 with nothing saved it leads to the page; and so it does where a provider saves nothing', async () => {
    const made = await unpaid()
    expect(await charge(made)).toMatchObject({ status: 'open', handOff: { kind: 'redirect' } })
    expect(await ordersOf(made)).toMatchObject([{ status: 'pending', chargesSaved: false }])
    const { holder } = made
    const other = { holder, invoice: await issue({ family: 'smart-ml', holder }) }
    expect(await charge(other)).toMatchObject({ status: 'open', handOff: { kind: 'script' } })
  })

  test('S1.3 what was taken away after the click is no charge, and nothing waits', async () => {
    const made = await unpaid(PAYS)
    const { id } = await begin(made)
    await made.holder.forgetCards()
    await lookAtOrder({ invoiceOrderId: id })
    expect(await ordersOf(made)).toMatchObject([{ status: 'failed', reason: 'No payment method is saved' }])
    expect(await made.holder.charges()).toEqual([])
  })

  test('S1.3 the page that was open can not be paid any more, and what was paid on it counts', async () => {
    const made = await unpaid(PAYS)
    await openPage(made)
    const session = await referenceOf((await ordersOf(made))[0]?.id)
    expect(await charge(made)).toMatchObject({ status: 'paid' })
    await expect(
      shop.control('POST', `/stripe/checkout/sessions/${session}/complete`, { card: PAYS }),
    ).rejects.toThrow()
    await expectPaidOnce(made)

    const other = await unpaid(PAYS)
    await openPage(other)
    await shop.holdWebhooks()
    await payOnPage(other)
    expect(await charge(other)).toMatchObject({ status: 'paid' })
    await shop.letWebhooksThrough()
    await quiet()
    expect(await statusesOf(other)).toEqual(['fulfilled'])
    expect(await other.holder.charges()).toEqual([])
  })
})

describe('S1.3 a bank that wants to ask', () => {
  test('S1.3 has its page, again the same; agreed to there, it is paid', async () => {
    const made = await unpaid(ASKS)
    const asked = await charge(made)
    expect(asked).toMatchObject({ status: 'open', handOff: { kind: 'redirect' } })
    expect(await charge(made)).toEqual(asked)
    const intent = await referenceOf((await ordersOf(made))[0]?.id)
    await answerBank(intent, 'success')
    await expectPaidOnce(made)
  })

  test('S1.3 refused there, it has failed, and can be paid on the page', async () => {
    const made = await unpaid(ASKS)
    await charge(made)
    await answerBank(await referenceOf((await ordersOf(made))[0]?.id), 'fail')
    await quiet()
    expect(await statusesOf(made)).toEqual(['failed'])
    expect(await openPage(made)).toMatchObject({ status: 'open' })
  })

  test('S1.3 left for the other page, it can not take the money any more', async () => {
    const made = await unpaid(ASKS)
    await charge(made)
    const intent = await referenceOf((await ordersOf(made))[0]?.id)
    const page = await openPage(made)
    expect(page.handOff).toMatchObject({ kind: 'redirect', url: expect.not.stringContaining(intent) })
    await expect(answerBank(intent, 'success')).rejects.toThrow()
    await payOnPage(made)
    await quiet()
    expect(await statusesOf(made)).toEqual(['superseded', 'fulfilled'])
    await expectPaidOnce(made)
  })
})

describe('S1.3 a crash in between', () => {
  const converge = async () => {
    await database()
      .$executeRaw`UPDATE due_work SET due_at = created_at WHERE kind = 'converge-invoice-order'`
    await shop.work()
  }

  test('S1.3 before the provider was asked: the next click, or the reconciler, ends the same charge', async () => {
    const clicked = await unpaid(PAYS)
    await begin(clicked)
    expect(await charge(clicked)).toMatchObject({ status: 'paid' })
    const left = await unpaid(PAYS)
    await begin(left)
    await converge()
    for (const made of [clicked, left]) {
      expect(await statusesOf(made)).toEqual(['fulfilled'])
      await expectPaidOnce(made)
    }
  })

  test('S1.3 after the provider charged, and before that was written down: it is the same charge', async () => {
    const [clicked, left] = [await unpaid(PAYS), await unpaid(PAYS)]
    for (const made of [clicked, left]) {
      const { id: reference } = await begin(made)
      await paymentProvider('stripe').savedMethods?.charge({
        payerId: await made.holder.payer(),
        ...{ reference, amountMinor: 35_800n, currency: 'USD', returnUrl: invoiceUrlOf(made.invoice.id) },
        description: `Invoice ${made.invoice.number}`,
      })
    }
    expect(await charge(clicked)).toMatchObject({ status: 'paid' })
    await converge()
    for (const made of [clicked, left]) {
      expect(await made.holder.charges()).toHaveLength(1)
      await expectPaidOnce(made)
    }
  })

  test('S1.3 no answer came: asked again under the same key', async () => {
    const made = await unpaid(PAYS)
    const fault = {
      provider: 'stripe',
      method: 'POST',
      path: '/v1/payment_intents',
      fault: 'reset',
      times: 3,
    }
    await shop.control('POST', '/faults', fault)
    await expect(charge(made)).rejects.toMatchObject({ code: 'payment_provider_unavailable' })
    expect(await statusesOf(made)).toEqual(['pending'])
    await shop.control('DELETE', '/faults').catch(() => null)
    await converge()
    await converge()
    await expectPaidOnce(made)
  })

  test('S1.3 withdrawn before it was charged, it is not', async () => {
    const made = await unpaid(PAYS)
    const { id } = await begin(made)
    const { userId } = made.holder
    const at = await now()
    await transaction((tx) => voidInvoice(tx, { id: made.invoice.id, userId, requestId: 'test', now: at }))
    await lookAtOrder({ invoiceOrderId: id })
    expect(await ordersOf(made)).toMatchObject([{ status: 'canceled', reason: 'the invoice was withdrawn' }])
    expect(await made.holder.charges()).toEqual([])
  })
})

test('S1.3 who may pay it is told what with, and nobody else', async () => {
  const made = await unpaid(PAYS)
  const { holder: other } = await unpaid()
  const ask = async ({ customerId, userId }: KeyHolder, handler: typeof GET, body?: object) => {
    const token = await createAccessToken(database(), {
      ...{ customerId, userId, name: 'x', expiresAt: null },
      now: realNow(),
    })
    const method = body ? 'POST' : 'GET'
    return call(handler, {
      method,
      params: { id: made.invoice.id },
      token: token.token,
      ...(body && { body }),
    })
  }
  expect(await ask(other, GET)).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
  expect(await ask(other, POST, { saved_method: true })).toMatchObject({ status: 404 })
  expect(await ask(made.holder, GET)).toMatchObject({
    body: { saved: { kind: 'card', brand: 'visa', last4: '4242' }, lastFailure: null },
  })
  await made.holder.saveCard(DECLINES_LATER)
  expect(await ask(made.holder, POST, { saved_method: true })).toMatchObject({ status: 402 })
  expect(await ask(made.holder, GET)).toMatchObject({ body: { lastFailure: 'Your card was declined.' } })
  await made.holder.saveCard(PAYS)
  expect(await ask(made.holder, POST, { saved_method: true })).toMatchObject({
    status: 200,
    body: { status: 'paid' },
  })
  expect(await ask(made.holder, GET)).toMatchObject({ body: { saved: null, lastFailure: null } })
})
