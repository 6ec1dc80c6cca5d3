import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerDetail, customerRow } from '#lib/admin/customer-schemas.ts'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'
import { overview } from '#lib/admin/overview-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buy, comeBack } from '#lib/purchases/testing/shopper.ts'
import { openSubscriber } from '#lib/purchases/testing/subscriber.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as listFamilies } from '../families/route.ts'
import { GET as getPdf } from '../invoices/[id]/pdf/route.ts'
import { GET as listInvoices } from '../invoices/route.ts'
import { GET as getOverview } from '../overview/route.ts'
import { GET as getOne } from './[id]/route.ts'
import { GET as listCustomers } from './route.ts'

let shop: Shop
let admin: Admin
beforeAll(async () => {
  shop = await openShop()
  admin = await openAdmin()
})
afterAll(() => shop.close())

const detail = async (id: string) => customerDetail.parse((await admin.ask(getOne, { params: { id } })).body)

describe('E.2 a customer', () => {
  test('E.2 what it bought, was granted and held once, with type, quantity, status and provider ids', async () => {
    const at = await now()
    const holder = await buildHolder({ plan: 'pro', now: at })
    const past = { from: at.subtract({ hours: 48 }), until: at.subtract({ hours: 24 }) }
    await holder.hold({ addon: 'api_boost_5000', quantity: 1, ...past })
    await holder.hold({ addon: 'priority_queue', quantity: 1, from: at.add({ hours: 24 }), until: null })
    const order = await buy(holder, 'extra_storage_10gb', 2)
    await comeBack(holder, order, await shop.pay(order.handOff.orderId))

    const customer = await detail(holder.customerId)
    const [family] = customer.families
    expect(family).toMatchObject({ code: 'smart-ml', provider: 'razorpay', plan: 'Pro', agreements: [] })
    const held = Object.fromEntries((family?.held ?? []).map((line) => [line.code, line]))
    expect(held.pro).toMatchObject({ type: 'plan', status: 'active', sources: ['comp'], endsAt: null })
    expect(held.extra_storage_10gb).toMatchObject({
      ...{ type: 'storage', quantity: 2, status: 'active', sources: ['paid'], unitAmountMinor: 179_00 },
      renews: false,
      providerIds: [{ provider: 'razorpay', kind: 'order', externalId: order.handOff.orderId }],
    })
    expect(held.api_boost_5000).toMatchObject({ status: 'expired', quantity: 1, providerIds: [] })
    expect(held.priority_queue).toMatchObject({ status: 'upcoming', quantity: 1 })
    expect(family?.may.find(({ code }) => code === 'azure_storage_gb')).toMatchObject({
      value: 25,
      sources: [
        { name: 'Pro', value: 5 },
        { quantity: 2, value: 20 },
      ],
    })
    const { rows } = await admin.list(listInvoices, invoiceRow, `customer=${holder.customerId}`)
    expect(rows).toMatchObject([{ purchaseId: order.purchaseId, totalMinor: 358_00, state: 'succeeded' }])
    const pdf = await admin.ask(getPdf, { params: { id: rows[0]?.id } })
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await admin.ask(getPdf, { params: { id: randomUUID() } })).status).toBe(404)
    const listed = await admin.list(listCustomers, customerRow, `q=${customer.externalId}`)
    expect(listed.rows[0]?.families).toMatchObject([{ plan: 'Pro', addons: 1, monthlyMinor: 358_00 }])
  })

  test('E.2 where a provider bills all of it, its subscription stands at every line', async () => {
    const subscriber = await openSubscriber(shop, {
      family: 'klarvo',
      buys: [
        { action: 'plan', code: 'growth' },
        { action: 'add', code: 'provider_track', quantity: 1 },
      ],
    })
    const customer = await detail(subscriber.customerId)
    const [family] = customer.families
    const externalId = family?.agreements[0]?.externalId
    expect(externalId).toMatch(/^sub_/)
    expect(customer.providerIds).toMatchObject([{ provider: 'stripe', kind: 'customer' }])
    expect(family?.held.map(({ code, renews }) => [code, renews]).toSorted()).toEqual([
      ['growth', true],
      ['provider_track', true],
    ])
    for (const { providerIds } of family?.held ?? []) {
      expect(providerIds).toContainEqual({ provider: 'stripe', kind: 'subscription', externalId })
    }
    const listed = await admin.list(listCustomers, customerRow, `q=${customer.externalId}`)
    expect(listed.rows[0]?.families).toMatchObject([{ plan: 'Growth', addons: 1, monthlyMinor: 648_00 }])
    const dearest = await admin.list(listCustomers, customerRow, 'sort=-monthly&per_page=1')
    expect(dearest.rows[0]?.families[0]?.currency).toBe('INR')
  })

  test('S2.1 what its API keys hold stands key by key; in the list they are one family', async () => {
    const key = await buildKey({ tier: 'STANDARD' })
    const { customerId } = key
    await key.hold('ADDON_SMALL')
    const other = await buildKey({ customerId })
    await database().apiKey.update({ where: { id: other.apiKeyId }, data: { revokedAt: new Date() } })
    const { families } = await detail(customerId)
    expect(
      families.map(({ apiKey, plan, held }) => [apiKey?.id, apiKey?.revoked, plan, held.length]),
    ).toEqual([
      [key.apiKeyId, false, 'Standard', 2],
      [other.apiKeyId, true, 'Basic', 0],
    ])
    const { rows } = await admin.list(listCustomers, customerRow, `q=${families[0]?.apiKey?.name}`)
    expect(rows).toMatchObject([{ families: [{ code: 'forward-api', plan: '2 keys', addons: 1 }] }])
  })

  test('E.4 who does not exist is not found', async () => {
    expect(await admin.ask(getOne, { params: { id: randomUUID() } })).toMatchObject({
      status: 404,
      body: { code: 'customer_not_found' },
    })
    expect((await admin.ask(getOne, { params: { id: '1' } })).status).toBe(404)
  })
})

test('E.2 the overview counts what a person has to look at', async () => {
  const before = overview.parse((await admin.ask(getOverview)).body)
  const at = new Date((await now()).subtract({ minutes: 6 }).epochMilliseconds)
  const delivery = { provider: 'razorpay', eventId: randomUUID(), eventType: 'order.paid', body: '{}' }
  await database().webhookDelivery.create({
    data: { ...delivery, subject: 'order:razorpay:x', receivedAt: at },
  })
  const work = { kind: 'execute-refund', subject: randomUUID(), dueAt: at, createdAt: at }
  await database().dueWork.create({ data: { ...work, attempts: 4, lastError: 'no answer' } })
  const after = overview.parse((await admin.ask(getOverview)).body)
  expect(after.attention.deliveriesWaiting).toBe(before.attention.deliveriesWaiting + 1)
  expect(after.failing).toContainEqual(
    expect.objectContaining({ kind: 'execute-refund', lastError: 'no answer' }),
  )
  expect(after.customers).toBeGreaterThan(0)
  expect((await admin.ask(listFamilies)).body).toContainEqual(
    expect.objectContaining({ code: 'klarvo', name: 'Klarvo', currency: 'EUR', provider: 'stripe' }),
  )
})
