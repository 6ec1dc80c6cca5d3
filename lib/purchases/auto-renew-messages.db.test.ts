import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { bring, type Message } from './testing/at-the-provider.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { openRenewer } from './testing/renewer.ts'
import { tellingOrders } from './testing/seeded.ts'
import { tracesOf } from './testing/shopper.ts'

const STORAGE = 'extra_storage_10gb'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.holdWebhooks()
})
afterAll(() => shop.close())

/** The messages of one approval, in the order in which the provider had reason to send them. */
async function messagesOf(mandateId: string): Promise<Message[]> {
  const all = await shop.control<(Message & { id: number; copy: number })[]>('GET', '/webhooks?count=100')
  const about = all.filter(({ copy }) => copy <= 1)
  const named = about.filter(({ payload }) => JSON.stringify(payload).includes(`"${mandateId}"`))
  const orders = new Set(named.flatMap(({ payload }) => JSON.stringify(payload).match(/order_\w+/g) ?? []))
  return about
    .filter(({ payload }) => {
      const text = JSON.stringify(payload)
      return text.includes(`"${mandateId}"`) || [...orders].some((id) => text.includes(`"${id}"`))
    })
    .toSorted((a, b) => a.id - b.id)
}

/** Six messages about one approval and its first charge, each with what it makes us look at. */
const TOLD = {
  'subscription.authenticated': 'approval',
  'subscription.activated': 'approval',
  'subscription.charged': 'approval',
  'invoice.paid': 'approval',
  'payment.captured': 'order',
  'order.paid': 'order',
} as const
type Told = keyof typeof TOLD
const orders = tellingOrders(Object.keys(TOLD) as Told[], (event) => TOLD[event])

test('E.3 every order of six messages about one approval ends the same', { timeout: 120_000 }, async () => {
  for (const told of orders) {
    const payer = await openRenewer(shop)
    const { mandateId, purchaseId } = await payer.order(STORAGE)
    await payer.approve(mandateId)
    const messages = await messagesOf(mandateId)
    const about = told.join(' ')
    for (const [index, event] of told.entries()) {
      const message = messages.find((candidate) => candidate.event === event)
      if (!message) throw new Error(`the provider has no ${event}`)
      await bring(shop, message)
      if (index % 2 === 0) await shop.work()
    }
    await shop.work()
    expect(await tracesOf(purchaseId), about).toMatchObject({
      status: 'fulfilled',
      terms: 1,
      payments: 1,
      refunds: 0,
      invoices: 1,
      entries: 1,
      receipts: 1,
    })
    const { customerId } = payer
    const agreements = await database().billingAgreement.findMany({ where: { customerId } })
    expect(agreements, about).toMatchObject([{ status: 'active', quantity: 1 }])
  }
  expect(orders).toHaveLength(15)
})
