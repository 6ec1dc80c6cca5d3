import { z } from 'zod'

type DeliveryMode = {
  duplicate?: number
  shuffle?: boolean
  delayMs?: number
  drop?: number
  paused?: boolean
}

type Fault = { method?: string; path?: string; times?: number; fault: string }

const mail = z.object({ id: z.string(), subject: z.string(), text: z.string().nullable() })
const text = z.object({ id: z.string(), text: z.string() })
const delivery = z.object({ id: z.union([z.number(), z.string()]), status: z.string() })
const quiet = z.object({ quiet: z.boolean(), waiting: z.unknown().optional() })
const paid = z.object({
  razorpay_order_id: z.string(),
  razorpay_payment_id: z.string(),
  razorpay_signature: z.string(),
})

export type PaymentProof = z.output<typeof paid>

/** The sandbox's control API (CONTRACT "Sandbox control"): time, payers, and how unreliable delivery is. */
export function openSandbox(control: string) {
  async function call<Shape extends z.ZodType>(
    shape: Shape,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.output<Shape>> {
    const answer = await fetch(control + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(120_000),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} of the sandbox answered ${answer.status}: ${text}`)
    return shape.parse(JSON.parse(text))
  }
  const now = z.object({ now: z.string() })
  return {
    url: control,
    now: async () => Temporal.Instant.from((await call(now, 'GET', '/clock')).now),
    /** Moves the time of everything, through all that falls due. */
    advance: (duration: string) => call(now, 'POST', '/clock', { advance: duration }),
    moveTo: (instant: Temporal.Instant) => call(now, 'POST', '/clock', { now: instant.toString() }),
    deliver: (mode: DeliveryMode) => call(z.unknown(), 'PUT', '/webhooks/mode', mode),
    fault: (fault: Fault) => call(z.unknown(), 'POST', '/faults', { provider: 'razorpay', ...fault }),
    reset: () => call(z.unknown(), 'POST', '/reset', {}),
    pay: (orderId: string, payment: { outcome?: string; method?: string } = {}) =>
      call(paid, 'POST', `/razorpay/orders/${orderId}/pay`, payment),
    capture: (paymentId: string) => call(z.unknown(), 'POST', `/razorpay/payments/${paymentId}/capture`, {}),
    /** How the payer's bank answers charges by this approval from now on. */
    charges: (subscriptionId: string, outcome: 'captured' | 'failed') =>
      call(z.unknown(), 'POST', `/razorpay/subscriptions/${subscriptionId}/charges`, { outcome }),
    deliveries: () => call(z.array(delivery), 'GET', '/webhooks'),
    redeliver: (id: string | number) => call(z.unknown(), 'POST', `/webhooks/${id}/redeliver`, {}),
    mailTo: (address: string) => call(z.array(mail), 'GET', `/mailbox?to=${encodeURIComponent(address)}`),
    textsTo: (number: string) => call(z.array(text), 'GET', `/sms?to=${encodeURIComponent(number)}`),
    /** Until nothing waits: no webhook, no job, no message. Throws naming what still does after half a minute. */
    quiet: async () => {
      const answer = await call(quiet, 'GET', '/quiet')
      if (!answer.quiet) throw new Error(`still waiting: ${JSON.stringify(answer.waiting)}`)
    },
  }
}

export type Sandbox = ReturnType<typeof openSandbox>
