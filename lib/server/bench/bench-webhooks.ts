import { createHmac, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import autocannon, { type Request } from 'autocannon'
import { connectionPool, database } from '#lib/db/client.ts'
import type { Figure } from './measure.ts'
import { type Served, serve, serveRoute } from './serve.ts'

const PATH = '/api/webhooks/razorpay'
const CONNECTIONS = 64
const SECONDS = 4

/**
 * E.3: messages verified, stored once each, and acknowledged, beside the least that one could do: verify and insert.
 * Throws when one of them is not there afterwards.
 */
export async function benchWebhooks(secret: string): Promise<Figure> {
  const product = await serveRoute('POST', PATH)
  const plain = await serveInserts(secret)
  for (const served of [product, plain]) await send(served, { secret, seconds: 1 })
  const ours = await send(product, { secret, seconds: SECONDS })
  const stored = await database().webhookDelivery.count()
  if (stored < ours.acknowledged) throw new Error(`${ours.acknowledged} acknowledged, ${stored} stored`)
  const theirs = await send(plain, { secret, seconds: SECONDS })
  await Promise.all([product.close(), plain.close()])
  return {
    what: `Webhooks taken in, ${CONNECTIONS} connections, per second (p99 ${ours.p99} ms)`,
    ours: ours.perSecond,
    against: 'verified and inserted as they are',
    theirs: theirs.perSecond,
  }
}

async function serveInserts(secret: string): Promise<Served> {
  await database().$executeRaw`CREATE TABLE bench_inbox (id text PRIMARY KEY, body text NOT NULL)`
  const text = 'INSERT INTO bench_inbox VALUES ($1, $2) ON CONFLICT DO NOTHING'
  return serve(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    const { 'x-razorpay-signature': signature, 'x-razorpay-event-id': id } = incoming.headers
    if (signature !== sign(body, secret)) outgoing.statusCode = 400
    else await connectionPool().query({ name: 'inbox', text, values: [id, body.toString()] })
    outgoing.end()
  })
}

/** Every message is another one, about another order. */
async function send(to: Served, options: { secret: string; seconds: number }) {
  const result = await autocannon({
    url: `${to.url}${PATH}`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: options.seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...nextMessage(options.secret) }) }],
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error('a message was not taken in')
  return {
    perSecond: result.requests.total / result.duration,
    p99: result.latency.p99,
    acknowledged: result['2xx'],
  }
}

function nextMessage(secret: string): Pick<Request, 'body' | 'headers'> {
  const id = randomUUID().replaceAll('-', '')
  const payment = { id: `pay_${id}`, order_id: `order_${id}`, amount: 17_900, currency: 'INR' }
  const body = JSON.stringify({
    entity: 'event',
    event: 'payment.captured',
    contains: ['payment'],
    payload: { payment: { entity: payment } },
  })
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-razorpay-event-id': `evt_${id}`,
      'x-razorpay-signature': sign(body, secret),
    },
  }
}

/** As the provider signs. */
function sign(body: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}
