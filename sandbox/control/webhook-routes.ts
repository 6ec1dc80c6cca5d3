import { z } from 'zod'
import type { Route } from '../http/http-types.ts'
import { invalidInput, notFound } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import type { Store } from '../store/open-store.ts'
import { deliveryModeSchema, readDeliveryMode, writeDeliveryMode } from '../webhooks/delivery-mode.ts'
import {
  type Delivery,
  findDelivery,
  forceDelivery,
  listAttempts,
  listDeliveries,
} from '../webhooks/delivery-store.ts'
import { enableEndpoint, isEndpointDisabled } from '../webhooks/webhook-endpoint.ts'
import type { ControlContext } from './control-context.ts'

const statusSchema = z.enum(['pending', 'delivered', 'dropped', 'given_up', 'endpoint_disabled'])

export function webhookRoutes({ store, time }: ControlContext): readonly Route[] {
  const found = (text: string | undefined) => {
    const delivery = /^\d{1,15}$/.test(text ?? '') ? findDelivery(store, Number(text)) : null
    if (!delivery) throw notFound(`There is no delivery ${text}.`)
    return delivery
  }
  return [
    {
      method: 'GET',
      path: '/webhooks',
      handle: ({ url }) => {
        const status = url.searchParams.get('status')
        const read = statusSchema.nullable().safeParse(status)
        if (!read.success) {
          throw invalidInput([
            { field: 'status', reason: `must be one of ${statusSchema.options.join(', ')}` },
          ])
        }
        const count = readCount(url)
        const deliveries = listDeliveries(store, { count, status: read.data ?? undefined })
        return jsonReply(deliveries.map((delivery) => shownDelivery(store, delivery)))
      },
    },
    { method: 'GET', path: '/webhooks/mode', handle: () => jsonReply(readDeliveryMode(store)) },
    {
      method: 'PUT',
      path: '/webhooks/mode',
      handle: (request) => {
        const mode = readWith(deliveryModeSchema, request)
        writeDeliveryMode(store, mode)
        time.pump.wake()
        return jsonReply(mode)
      },
    },
    {
      method: 'GET',
      path: '/webhooks/endpoints/razorpay',
      handle: () => jsonReply({ disabled: isEndpointDisabled(store, 'razorpay') }),
    },
    {
      method: 'POST',
      path: '/webhooks/endpoints/razorpay/enable',
      handle: () => {
        enableEndpoint(store, 'razorpay')
        return jsonReply({ disabled: false })
      },
    },
    {
      method: 'GET',
      path: '/webhooks/:id',
      handle: ({ params }) => jsonReply(shownDelivery(store, found(params.id))),
    },
    {
      method: 'POST',
      path: '/webhooks/:id/redeliver',
      handle: async ({ params }) => {
        const { id } = found(params.id)
        const now = await time.clock.now()
        forceDelivery(store, { id, nowMs: now.epochMilliseconds })
        time.pump.wake()
        return jsonReply(shownDelivery(store, found(params.id)), { status: 202 })
      },
    },
  ]
}

function readCount(url: URL): number {
  const text = url.searchParams.get('count') ?? '100'
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > 1000) throw invalidInput([{ field: 'count', reason: 'must be from 1 to 1000' }])
  return count
}

/** A delivery as the API and the page show it. */
export function shownDelivery(store: Store, delivery: Delivery) {
  const instant = (ms: number | null) =>
    ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms).toString()
  return {
    id: delivery.id,
    provider: delivery.provider,
    event: delivery.event,
    eventId: delivery.eventId,
    subject: delivery.subject,
    copy: delivery.copy,
    status: delivery.status,
    createdAt: instant(delivery.createdMs),
    nextAttemptAt: delivery.status === 'pending' ? instant(delivery.dueMs) : null,
    attempts: listAttempts(store, delivery.id).map(({ atMs, ...attempt }) => ({
      at: instant(atMs),
      ...attempt,
    })),
    payload: JSON.parse(delivery.body) as unknown,
  }
}
