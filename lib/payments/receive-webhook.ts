import { gather } from '#lib/db/gather.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { WebhookMessage } from './provider.ts'
import { paymentProvider } from './providers.ts'
import { storeDeliveries } from './store-deliveries.ts'
import { subjectOf } from './webhook-work.ts'

/** Messages may be large (`MAX_BODY_BYTES`). */
const MOST_TOGETHER = 100
const ENOUGH_FOR_TWO = 16

/** Providers send many at once: those that wait for the same commit share it. */
const store = gather(storeDeliveries, { most: MOST_TOGETHER, enough: ENOUGH_FOR_TWO })

/**
 * Takes a provider's message in (invariant 8): verified on its raw bytes, stored once per event, and acknowledged;
 * what follows from it is done by a worker that asks the provider for the truth. A message that comes again makes it
 * look again, which changes nothing. Events we do not know are kept and ignored. Throws `signature_invalid`.
 */
export async function receiveWebhook(
  options: WebhookMessage & { provider: string; now: Temporal.Instant },
): Promise<{ eventId: string }> {
  const { provider, now } = options
  const event = paymentProvider(provider).readWebhook(options)
  if (!event) {
    throw new DomainError({
      kind: 'refused',
      code: 'signature_invalid',
      detail: 'The signature does not belong to this body',
    })
  }
  const subject = event.subject && subjectOf(provider, event.subject)
  const { eventId, type: eventType } = event
  await store({ provider, eventId, eventType, subject, body: textOf(options.rawBody), now })
  return { eventId }
}

/** As it is kept for people to read. PostgreSQL has no place for NUL. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8').replaceAll('\0', '\ufffd')
}
