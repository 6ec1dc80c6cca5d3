import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'

export type ReferenceKind =
  | 'order'
  | 'charge'
  | 'payment'
  | 'refund'
  | 'dispute'
  | 'subscription'
  | 'price'
  | 'customer'
export type ReferenceSubject =
  | 'purchase'
  | 'invoice_order'
  | 'payment'
  | 'refund'
  | 'agreement'
  | 'price'
  | 'customer'

/**
 * Notes which object of ours a provider's id stands for. A second note of the same id changes nothing, nor one of another
 * id where there can be only one: an order of a purchase, a subscription of an agreement.
 */
export async function addReference(
  tx: DatabaseOrTransaction,
  reference: {
    provider: string
    kind: ReferenceKind
    externalId: string
    subject: ReferenceSubject
    subjectId: string
    /** Null for what is of no customer, such as a price. */
    customerId: string | null
    now: Temporal.Instant
  },
): Promise<void> {
  const { now, ...row } = reference
  await tx.providerReference.createMany({ data: [{ ...row, createdAt: toDate(now) }], skipDuplicates: true })
}

/** Our object behind a provider's id, or null. */
export async function findReference(
  tx: DatabaseOrTransaction,
  reference: { provider: string; kind: ReferenceKind; externalId: string },
): Promise<{ subject: string; subjectId: string; customerId: string | null } | null> {
  return tx.providerReference.findUnique({ where: { provider_kind_externalId: reference } })
}

/** The provider's id of an object of ours, or null. Without a provider: of the only one it can be at. */
export async function findExternalId(
  tx: DatabaseOrTransaction,
  reference: { kind: ReferenceKind; subject: ReferenceSubject; subjectId: string; provider?: string },
): Promise<string | null> {
  const found = await tx.providerReference.findFirst({ where: reference })
  return found?.externalId ?? null
}
