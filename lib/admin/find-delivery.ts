import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { workOf } from '#lib/payments/webhook-work.ts'
import type { DeliveryDetail } from './delivery-schemas.ts'
import { serializeDelivery } from './serialize-delivery.ts'

/** What a provider told us, word for word, and what became of it. Throws `delivery_not_found`. */
export async function findDelivery(id: string): Promise<DeliveryDetail> {
  const delivery = await database().webhookDelivery.findUnique({ where: { id } })
  if (!delivery) throw deliveryNotFound()
  const { subject, body } = delivery
  const [work, purchaseId] =
    subject === null ? [null, null] : await Promise.all([findWork(subject), findPurchaseId(subject)])
  return {
    ...serializeDelivery(delivery),
    body,
    purchaseId,
    work: work && { dueAt: work.dueAt.toISOString(), attempts: work.attempts, lastError: work.lastError },
  }
}

export function deliveryNotFound(): DomainError {
  return new DomainError({
    kind: 'not_found',
    code: 'delivery_not_found',
    detail: 'There is no such delivery.',
  })
}

async function findWork(subject: string) {
  return database().dueWork.findUnique({ where: { kind_subject: workOf(subject) } })
}

/** The purchase a message is about: that of its order, or of its payment. */
async function findPurchaseId(about: string): Promise<string | null> {
  const [kind = '', provider = '', ...id] = about.split(':')
  const db = database()
  const reference = await db.providerReference.findUnique({
    where: { provider_kind_externalId: { provider, kind, externalId: id.join(':') } },
  })
  if (reference?.subject === 'purchase') return reference.subjectId
  if (reference?.subject !== 'payment') return null
  const payment = await db.payment.findUnique({ where: { id: reference.subjectId } })
  return payment?.purchaseId ?? null
}
