import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type Received = {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly raw: string
  readonly event: string
  readonly eventId: string
}

export type Receiver = {
  readonly url: string
  readonly received: readonly Received[]
  /** What to answer from now on; `null` never answers. */
  answerWith: (status: number | null) => void
  /** Resolves once `count` webhooks have come in. */
  readonly waitFor: (count: number) => Promise<readonly Received[]>
  readonly clear: () => void
  readonly stop: () => Promise<void>
}

/** A small app that takes webhooks and remembers them. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const watchers = new Set<() => void>()
  let status: number | null = 200
  const server = createServer(async (request, response) => {
    const raw = (await buffer(request)).toString('utf8')
    const body = JSON.parse(raw) as { event?: string; type?: string; id?: string }
    // Razorpay names an event in its headers, Stripe in the body.
    const eventId = String(request.headers['x-razorpay-event-id'] ?? body.id)
    const event = body.event ?? body.type ?? ''
    received.push({ path: request.url ?? '', headers: request.headers, raw, event, eventId })
    if (status !== null) response.writeHead(status).end(status === 200 ? 'ok' : 'not now')
    for (const watch of watchers) watch()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith: (next) => {
      status = next
    },
    waitFor: (count) =>
      new Promise((resolve) => {
        const watch = () => {
          if (received.length < count) return
          watchers.delete(watch)
          resolve(received)
        }
        watchers.add(watch)
        watch()
      }),
    clear: () => {
      received.length = 0
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
