import type { Attempt, Delivery } from './delivery-store.ts'
import type { WebhookEndpoint } from './webhook-endpoint.ts'

const excerptLength = 500

/** One attempt: anything but a 2xx in the endpoint's time has failed. Never throws. */
export async function sendDelivery(input: {
  readonly delivery: Delivery
  readonly endpoint: WebhookEndpoint
  readonly now: Temporal.Instant
  readonly signal: AbortSignal
}): Promise<Attempt> {
  const { delivery, endpoint, now } = input
  const started = performance.now()
  const outcome = await post(input)
  return {
    number: delivery.attempt + 1,
    atMs: now.epochMilliseconds,
    durationMs: Math.round(performance.now() - started),
    ...outcome,
  }

  async function post({ signal }: { readonly signal: AbortSignal }) {
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...endpoint.headers({ body: delivery.body, eventId: delivery.eventId, now }),
        },
        body: delivery.body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(endpoint.timeoutMs)]),
      })
      const text = await response.text()
      return { status: response.status, response: text.slice(0, excerptLength), error: null }
    } catch (error) {
      return { status: null, response: null, error: reasonOf(error, endpoint.timeoutMs) }
    }
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  if (error instanceof Error && error.cause instanceof Error)
    return error.cause.message || 'connection failed'
  return error instanceof Error ? error.message : 'failed'
}
