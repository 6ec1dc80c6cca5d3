import type { Provider } from '../provider.ts'
import { newId } from '../store/new-id.ts'
import type { Store } from '../store/open-store.ts'
import { readDeliveryMode } from './delivery-mode.ts'
import { insertDelivery } from './delivery-store.ts'
import { isEndpointDisabled } from './webhook-endpoint.ts'

const shuffleWithinMs = 300

/**
 * Puts an event in line, in the caller's transaction: what happened and the word of it are one commit.
 * The delivery mode is applied here, once per event.
 */
export function queueEvent(
  store: Store,
  input: {
    readonly provider: Provider
    readonly event: string
    /** Events of one subject leave in their order, unless delivery is shuffled. */
    readonly subject: string
    readonly body: string
    /** Where the provider's own id of the event stands in the body; made here when it does not. */
    readonly eventId?: string
    readonly now: Temporal.Instant
  },
): void {
  const mode = readDeliveryMode(store)
  const createdMs = input.now.epochMilliseconds
  const lost = Math.random() < mode.drop
  const disabled = isEndpointDisabled(store, input.provider)
  const eventId = input.eventId ?? newId('')
  const copies = lost || disabled ? 1 : Math.max(1, mode.duplicate)
  for (let copy = 1; copy <= copies; copy += 1) {
    const shuffled = mode.shuffle ? Math.floor(Math.random() * shuffleWithinMs) : 0
    insertDelivery(store, {
      provider: input.provider,
      eventId,
      event: input.event,
      subject: input.subject,
      copy,
      body: input.body,
      status: disabled ? 'endpoint_disabled' : lost ? 'dropped' : 'pending',
      createdMs,
      dueMs: lost || disabled ? null : createdMs + mode.delayMs + shuffled,
    })
  }
}
