import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleLooks } from '#lib/payments/webhook-work.ts'
import { deliveryNotFound } from './find-delivery.ts'

/**
 * Has a worker look once more at what a delivery is about: at what the provider says now, not at what it said then. It
 * waits again until that was done. Looking changes nothing that is right already. Throws `delivery_not_found`, and
 * `nothing_follows` for a message that is about nothing of ours.
 */
export async function replayDelivery(
  tx: Transaction,
  options: { id: string; userId: string; requestId: string; now: Temporal.Instant },
): Promise<{ id: string; state: 'waiting' }> {
  const { id, userId, requestId, now } = options
  const delivery = await tx.webhookDelivery.findUnique({ where: { id }, omit: { body: true } })
  if (!delivery) throw deliveryNotFound()
  if (delivery.subject === null) {
    throw new DomainError({
      kind: 'refused',
      code: 'nothing_follows',
      detail: 'Nothing of ours follows from this kind of message.',
    })
  }
  await tx.webhookDelivery.update({ where: { id }, data: { processedAt: null, outcome: null } })
  await scheduleLooks(tx, { subjects: new Set([delivery.subject]), now })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'delivery.replayed',
    subject: `delivery:${id}`,
    requestId,
    data: { about: delivery.subject, event: delivery.eventId, provider: delivery.provider },
    now,
  })
  return { id, state: 'waiting' }
}
