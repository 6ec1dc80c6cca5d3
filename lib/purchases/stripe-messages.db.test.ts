import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { receiveWebhook } from '#lib/payments/receive-webhook.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { tellingOrders } from './testing/seeded.ts'
import { openSubscriber, PAYS } from './testing/subscriber.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.holdWebhooks()
})
afterAll(() => shop.close())

type Message = { id: number; copy: number; event: string; payload: { id: string; type: string } }

/** The messages the provider has that name any of these ids, in the order in which it had reason to send them. */
async function messagesAbout(ids: readonly string[]): Promise<Message[]> {
  const all = await shop.control<Message[]>('GET', '/webhooks?count=100')
  return all
    .filter(({ payload, copy }) => copy <= 1 && ids.some((id) => JSON.stringify(payload).includes(`"${id}"`)))
    .toSorted((a, b) => a.id - b.id)
}

/** A message, signed a moment ago as the provider signs it. */
function signed({ payload }: Message) {
  const rawBody = Buffer.from(JSON.stringify(payload))
  const time = Math.floor(realNow().epochMilliseconds / 1000)
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? ''
  const signature = createHmac('sha256', secret).update(`${time}.${rawBody}`).digest('hex')
  const header = (name: string) => (name === 'stripe-signature' ? `t=${time},v1=${signature}` : null)
  return { rawBody, header }
}

async function bring(message: Message): Promise<void> {
  await receiveWebhook({ provider: 'stripe', ...signed(message), now: await now() })
}

function subjectOf(message: Message): string {
  return paymentProvider('stripe').readWebhook(signed(message))?.subject?.kind ?? 'nothing'
}

/** Works until nothing is due about any of these ids: another life's worker may have taken some of it. */
async function workedOn(ids: readonly string[]): Promise<void> {
  const where = {
    subject: { in: ids.map((id) => `stripe:${id}`) },
    kind: { startsWith: 'converge-provider' },
  }
  while ((await database().dueWork.count({ where })) > 0) await shop.work()
}

/** A first purchase that was paid, in part refunded and then disputed: and nobody has told us anything yet. */
async function wholeLife() {
  const customer = await openSubscriber(shop, { family: 'custom-projects' })
  const { purchaseId } = await customer.change(
    { action: 'plan', code: 'pro' },
    { action: 'add', code: 'storage_1gb', quantity: 1 },
  )
  const session = await customer.orderOf(purchaseId)
  await shop.control('POST', `/stripe/checkout/sessions/${session}/complete`, { card: PAYS })
  const provider = paymentProvider('stripe')
  const [payment] = (await provider.readOrder(session)).payments
  if (!payment) throw new Error('nothing was paid')
  const { paymentId } = payment
  await provider.refund({
    paymentId,
    amountMinor: 10_00n,
    reference: `staff-${purchaseId}`,
    reason: 'a test',
  })
  await shop.control('POST', '/stripe/disputes', { payment_intent: paymentId })
  return { customer, purchaseId, session, paymentId }
}

/** Six messages about one life, each with what it makes us look at. */
const TOLD = {
  'checkout.session.completed': 'order',
  'customer.subscription.created': 'subscription',
  'customer.subscription.updated': 'subscription',
  'invoice.paid': 'subscription',
  'charge.refunded': 'payment',
  'charge.dispute.created': 'payment',
} as const
type Told = keyof typeof TOLD
const orders = tellingOrders(Object.keys(TOLD) as Told[], (event) => TOLD[event])
const ABREAST = 4

test('E.3 every order of six messages about one subscription ends the same', {
  timeout: 240_000,
}, async () => {
  for (let start = 0; start < orders.length; start += ABREAST) {
    const lives = orders.slice(start, start + ABREAST)
    await Promise.all(
      lives.map(async (told) => {
        const { customer, purchaseId, session, paymentId } = await wholeLife()
        const messages = await messagesAbout([session, paymentId, await customer.payer()])
        for (const [index, event] of told.entries()) {
          const message = messages.find((candidate) => candidate.payload.type === event)
          if (!message) throw new Error(`the provider has no ${event}`)
          expect(subjectOf(message)).toBe(TOLD[event])
          await bring(message)
          if (index % 2 === 0) await shop.work()
        }
        // The message that makes us look comes in its turn; what came before it waits for that look.
        await Promise.all(messages.map(bring))
        await workedOn([session, paymentId])
        const found = await database().purchase.findUniqueOrThrow({
          where: { id: purchaseId },
          include: { terms: true, invoice: { include: { creditNotes: true } }, payments: true },
        })
        const about = told.join(' ')
        expect(found.status, about).toBe('fulfilled')
        expect(found.terms, about).toHaveLength(2)
        expect(found.payments, about).toMatchObject([{ status: 'captured', refundedMinor: 10_00n }])
        expect(found.invoice?.creditNotes, about).toMatchObject([{ totalMinor: 10_00n }])
        const { customerId } = customer
        expect(await database().billingAgreement.count({ where: { customerId } }), about).toBe(1)
      }),
    )
  }
})
