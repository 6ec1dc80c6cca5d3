import type { DueSource } from '../clock/due-source.ts'
import type { SandboxClock } from '../clock/sandbox-clock.ts'
import type { Provider } from '../provider.ts'
import { inTransaction, type Store } from '../store/open-store.ts'
import { readDeliveryMode } from './delivery-mode.ts'
import {
  type Attempt,
  type Delivery,
  dueDeliveries,
  insertAttempt,
  nextDeliveryDueMs,
  saveDelivery,
} from './delivery-store.ts'
import { nextAttemptAt } from './retry-schedule.ts'
import { sendDelivery } from './send-delivery.ts'
import { disableEndpoint, type WebhookEndpoint } from './webhook-endpoint.ts'

const mostAtOnce = 8
/** How far to look past deliveries that wait for an earlier one of their subject. */
const lookAhead = 48

type UnderWay = { readonly delivery: Delivery; readonly lane: string; readonly done: Promise<void> }

/** Sends what is due: at most eight at a time, the events of one subject one after the other. */
export function deliverySource(input: {
  readonly store: Store
  readonly clock: SandboxClock
  readonly endpoints: Readonly<Partial<Record<Provider, WebhookEndpoint>>>
  readonly wake: () => void
}): DueSource & { readonly stop: () => Promise<void> } {
  const { store, clock, endpoints } = input
  const underWay = new Map<number, UnderWay>()
  const stopping = new AbortController()

  const deliver = async (delivery: Delivery, endpoint: WebhookEndpoint) => {
    const now = await clock.now()
    const attempt = await sendDelivery({ delivery, endpoint, now, signal: stopping.signal })
    // Cut off by our own stop: it stays pending and is sent again after the restart.
    if (!stopping.signal.aborted) record({ store, delivery, attempt, endpoint })
  }

  return {
    runDue(now) {
      if (stopping.signal.aborted || underWay.size >= mostAtOnce) return
      const mode = readDeliveryMode(store)
      const due = dueDeliveries(store, {
        untilMs: now.epochMilliseconds,
        paused: mode.paused,
        count: lookAhead,
      })
      const busy = new Set([...underWay.values()].map(({ lane }) => lane))
      for (const delivery of due) {
        const endpoint = endpoints[delivery.provider]
        const lane = mode.shuffle ? String(delivery.id) : `${delivery.subject}#${delivery.copy}`
        if (!endpoint || underWay.size >= mostAtOnce || underWay.has(delivery.id) || busy.has(lane)) continue
        busy.add(lane)
        const done = deliver(delivery, endpoint)
          .catch((error: unknown) => console.error('sandbox: delivery failed', error))
          .finally(() => {
            underWay.delete(delivery.id)
            input.wake()
          })
        underWay.set(delivery.id, { delivery, lane, done })
      }
    },
    waitingAt(at) {
      const { paused } = readDeliveryMode(store)
      const due = dueDeliveries(store, { untilMs: at.epochMilliseconds, paused, count: lookAhead })
      // What is already on its way is waited for, also when delivery was paused meanwhile.
      const known = new Set(due.map(({ id }) => id))
      const sending = [...underWay.values()]
        .map(({ delivery }) => delivery)
        .filter(({ id }) => !known.has(id))
      return [...due, ...sending].map((delivery) => ({
        kind: 'webhook',
        subject: `${delivery.event} ${delivery.subject} #${delivery.id}`,
        dueAt: Temporal.Instant.fromEpochMilliseconds(delivery.dueMs ?? delivery.createdMs),
      }))
    },
    nextDueAfter(after) {
      const { paused } = readDeliveryMode(store)
      const due = nextDeliveryDueMs(store, { afterMs: after.epochMilliseconds, paused })
      return due === null ? null : Temporal.Instant.fromEpochMilliseconds(due)
    },
    async stop() {
      stopping.abort()
      await Promise.all([...underWay.values()].map(({ done }) => done))
    },
  }
}

function record(input: {
  readonly store: Store
  readonly delivery: Delivery
  readonly attempt: Attempt
  readonly endpoint: WebhookEndpoint
}): void {
  const { store, delivery, attempt, endpoint } = input
  const firstAttemptMs = delivery.firstAttemptMs ?? attempt.atMs
  const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
  const next = delivered
    ? null
    : nextAttemptAt({
        schedule: endpoint.retries,
        attempt: attempt.number,
        firstAttemptAt: Temporal.Instant.fromEpochMilliseconds(firstAttemptMs),
        failedAt: Temporal.Instant.fromEpochMilliseconds(attempt.atMs + attempt.durationMs),
      })
  inTransaction(store, () => {
    insertAttempt(store, delivery.id, attempt)
    saveDelivery(store, {
      id: delivery.id,
      status: delivered ? 'delivered' : next ? 'pending' : 'given_up',
      attempt: attempt.number,
      firstAttemptMs,
      dueMs: next?.epochMilliseconds ?? null,
    })
    if (!delivered && !next && endpoint.retries.disables) disableEndpoint(store, delivery.provider)
  })
}
