import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { paymentRow, purchaseDetail, purchaseRow } from '#lib/admin/purchase-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buy, comeBack } from '#lib/purchases/testing/shopper.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as listAudit } from '../audit/route.ts'
import { GET as getPurchase } from '../purchases/[id]/route.ts'
import { GET as listPurchases } from '../purchases/route.ts'
import { POST as postRefund } from './[id]/refunds/route.ts'
import { GET as listPayments } from './route.ts'

let shop: Shop
let admin: Admin
beforeAll(async () => {
  shop = await openShop()
  admin = await openAdmin()
})
afterAll(() => shop.close())

/** Somebody who bought two of 10 GB for ₹358, and paid. */
async function sale() {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'extra_storage_10gb', 2)
  const paid = await shop.pay(order.handOff.orderId)
  await comeBack(holder, order, paid)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const payment = await database().payment.findFirstOrThrow({ where: { purchaseId: order.purchaseId } })
  return { ...holder, ...order, paymentId: payment.id, externalId: paid.razorpay_payment_id }
}

const refund = (id: string, body: unknown, headers = {}) =>
  admin.ask(postRefund, {
    method: 'POST',
    path: `/api/admin/payments/${id}/refunds`,
    params: { id },
    body,
    headers,
  })
const wish = (amountMinor: number, remainingMinor: number) => ({
  amountMinor,
  remainingMinor,
  reason: 'Bought by mistake',
})
const detail = async (id: string) =>
  purchaseDetail.parse((await admin.ask(getPurchase, { params: { id } })).body)

/** The provider sends what it was asked for. */
async function settleRefunds() {
  await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT7H' }))
}

describe('E.2 purchases and payments', () => {
  test('E.2 are found by customer, by the ids of the provider, and by how they stand', async () => {
    const { customerId, purchaseId, paymentId, handOff, externalId } = await sale()
    const purchases = (query: string) => admin.list(listPurchases, purchaseRow, query)
    const payments = (query: string) => admin.list(listPayments, paymentRow, query)
    const row = {
      id: purchaseId,
      status: 'fulfilled',
      provider: 'razorpay',
      family: { code: 'smart-ml' },
      amountMinor: 358_00,
      currency: 'INR',
    }
    for (const query of [
      `customer=${customerId}`,
      `q=${handOff.orderId}`,
      `q=${externalId}`,
      `customer=${customerId}&status=fulfilled&family=smart-ml&provider=razorpay`,
    ]) {
      expect((await purchases(query)).rows, query).toMatchObject([row])
    }
    expect((await purchases(`customer=${customerId}&status=pending`)).total).toBe(0)
    expect((await purchases(`customer=${customerId}&family=klarvo`)).total).toBe(0)

    const paymentOf = {
      id: paymentId,
      purchaseId,
      status: 'captured',
      externalId,
      refundedMinor: 0,
      refunds: null,
    }
    for (const query of [
      `customer=${customerId}`,
      `q=${externalId}`,
      `customer=${customerId}&family=smart-ml`,
    ]) {
      expect((await payments(query)).rows, query).toMatchObject([paymentOf])
    }
    expect((await payments(`customer=${customerId}&refunds=failed`)).total).toBe(0)
  })

  test('E.2 one shows its quote, its payments, its invoice and what the provider told us', async () => {
    const { purchaseId, handOff, externalId } = await sale()
    const purchase = await detail(purchaseId)
    expect(purchase).toMatchObject({
      externalId: handOff.orderId,
      quote: { dueNowMinor: 358_00, lines: [{ quantity: 2, unitAmountMinor: 179_00, amountMinor: 358_00 }] },
      payments: [{ externalId, amountMinor: 358_00, refundableMinor: 358_00, refunds: [] }],
      invoice: { totalMinor: 358_00, creditNotes: [] },
    })
    expect(purchase.deliveries.length).toBeGreaterThan(0)
    expect(purchase.deliveries.every(({ state }) => state === 'processed')).toBe(true)
  })
})

describe('E.2 refunds', () => {
  test('E.2 a part goes back, with a credit note, and what is held stays', async () => {
    const sold = await sale()
    const answer = await refund(sold.paymentId, wish(100_00, 358_00))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ status: 'pending', amountMinor: 100_00 })
    const before = await detail(sold.purchaseId)
    expect(before.payments).toMatchObject([
      { refundableMinor: 258_00, refunds: [{ status: 'pending', reason: 'Bought by mistake' }] },
    ])

    await settleRefunds()
    const after = await detail(sold.purchaseId)
    expect(after).toMatchObject({
      status: 'fulfilled',
      payments: [{ refundedMinor: 100_00, refundableMinor: 258_00, refunds: [{ status: 'processed' }] }],
      invoice: { creditNotes: [{ totalMinor: 100_00 }] },
    })
    const held = await getEntitlements(database(), { ...sold, familyCode: 'smart-ml', at: await now() })
    expect(held?.features.find(({ feature }) => feature === 'azure_storage_gb')?.total).toBe(25n)

    const { rows } = await admin.list(listAudit, auditRow, `subject=payment:${sold.paymentId}`)
    expect(rows).toMatchObject([
      {
        actor: `user:${admin.userId}`,
        actorEmail: admin.email,
        action: 'payment.refunded',
        customer: { id: sold.customerId },
        data: { amountMinor: '10000', currency: 'INR', reason: 'Bought by mistake' },
      },
    ])
  })

  test('E.2 the whole goes back, and only what it paid for is withdrawn', async () => {
    const sold = await sale()
    await refund(sold.paymentId, wish(358_00, 358_00))
    await settleRefunds()
    expect(await detail(sold.purchaseId)).toMatchObject({ status: 'refunded' })
    const held = await getEntitlements(database(), { ...sold, familyCode: 'smart-ml', at: await now() })
    expect(held?.features.find(({ feature }) => feature === 'azure_storage_gb')?.total).toBe(5n)
    expect((await refund(sold.paymentId, wish(1, 1))).body).toMatchObject({ code: 'payment_changed' })
  })

  test('E.2 eight clicks at once send it once, with a key of their own or without one', async () => {
    const { paymentId } = await sale()
    const clicks = await Promise.all(
      Array.from({ length: 8 }, (_, click) =>
        refund(paymentId, wish(50_00, 358_00), click % 2 === 0 ? {} : { 'idempotency-key': randomUUID() }),
      ),
    )
    expect(clicks.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)])
    expect(await database().refund.count({ where: { paymentId } })).toBe(1)
  })

  test('E.5 a repetition with the same key is answered as the first, and sends nothing', async () => {
    const { paymentId } = await sale()
    const headers = { 'idempotency-key': randomUUID() }
    const first = await refund(paymentId, wish(50_00, 358_00), headers)
    const again = await refund(paymentId, wish(50_00, 358_00), headers)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await database().refund.count({ where: { paymentId } })).toBe(1)
  })

  test('E.4 what cannot be refunded is refused, and nothing is sent', async () => {
    const { paymentId } = await sale()
    const tooMuch = await refund(paymentId, wish(358_01, 358_00))
    expect([tooMuch.status, tooMuch.body]).toMatchObject([
      400,
      { code: 'more_than_remains', detail: 'Only ₹358 is left of this payment.' },
    ])
    for (const body of [
      wish(0, 358_00),
      wish(-1, 358_00),
      wish(1.5, 358_00),
      { ...wish(1, 358_00), reason: '  ' },
      { amountMinor: 100 },
      { ...wish(1, 358_00), currency: 'INR' },
    ]) {
      expect((await refund(paymentId, body)).status).toBe(422)
    }
    expect((await refund(randomUUID(), wish(1, 1))).body).toMatchObject({ code: 'payment_not_found' })
    expect((await refund('x', wish(1, 1))).status).toBe(404)

    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const order = await buy(holder, 'api_boost_5000', 1)
    await shop.pay(order.handOff.orderId, 'failed')
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const failed = await database().payment.findFirstOrThrow({ where: { purchaseId: order.purchaseId } })
    expect((await refund(failed.id, wish(1, 1))).body).toMatchObject({ code: 'not_refundable' })
    expect(await database().refund.count({ where: { paymentId: { in: [paymentId, failed.id] } } })).toBe(0)
  })
})
