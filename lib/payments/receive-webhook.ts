import { toDate } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { WebhookMessage } from './provider.ts'
import { paymentProvider } from './providers.ts'
import { scheduleLook, subjectOf } from './webhook-work.ts'

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
  const at = toDate(now)
  await transaction(async (tx) => {
    await tx.webhookDelivery.upsert({
      where: { provider_eventId: { provider, eventId: event.eventId } },
      create: {
        provider,
        eventId: event.eventId,
        eventType: event.type,
        subject,
        body: textOf(options.rawBody),
        receivedAt: at,
        ...(subject === null ? { processedAt: at, outcome: 'ignored' } : {}),
      },
      update: { receipts: { increment: 1 } },
    })
    if (subject !== null) await scheduleLook(tx, { subject, now })
  })
  return { eventId: event.eventId }
}

/** As it is kept for people to read. PostgreSQL has no place for NUL. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8').replaceAll('\0', '\ufffd')
}
