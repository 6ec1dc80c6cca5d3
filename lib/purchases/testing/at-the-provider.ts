import { createHmac } from 'node:crypto'
import { now } from '#lib/db/clock.ts'
import { receiveWebhook } from '#lib/payments/receive-webhook.ts'
import type { Shop } from './open-shop.ts'

/** What the provider's own people do, with the keys of the shop. */
export async function atTheProvider<Answer>(shop: Shop, path: string, body: unknown = {}): Promise<Answer> {
  const key = Buffer.from(`${shop.secrets.keyId}:${shop.secrets.keySecret}`).toString('base64')
  const response = await fetch(`${process.env.RAZORPAY_API_URL}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** Refunds a payment there, and has it processed at once. */
export async function refundThere(shop: Shop, paymentId: string, amount?: number): Promise<void> {
  const path = `/v1/payments/${paymentId}/refund`
  const { id } = await atTheProvider<{ id: string }>(shop, path, amount === undefined ? {} : { amount })
  await shop.control('POST', `/razorpay/refunds/${id}/settle`, { outcome: 'processed' })
}

export type Message = {
  eventId: string
  event: string
  payload: { payload: { payment: { entity: { id: string } } } }
  subject: string
}

/** The messages the provider has about a recent order, in the order in which it had reason to send them. */
export async function messagesAbout(shop: Shop, orderId: string): Promise<Message[]> {
  const all = await shop.control<(Message & { id: number; copy: number })[]>('GET', '/webhooks?count=100')
  return all
    .filter((message) => message.subject === orderId && message.copy <= 1)
    .toSorted((a, b) => a.id - b.id)
}

/** Brings us one message, signed as the provider signs it. */
export async function bring(shop: Shop, message: Message): Promise<void> {
  const rawBody = Buffer.from(JSON.stringify(message.payload))
  const headers: Record<string, string> = {
    'x-razorpay-event-id': message.eventId,
    'x-razorpay-signature': createHmac('sha256', shop.secrets.webhookSecret).update(rawBody).digest('hex'),
  }
  const header = (name: string) => headers[name] ?? null
  await receiveWebhook({ provider: 'razorpay', rawBody, header, now: await now() })
}
