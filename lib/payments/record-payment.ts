import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { postEntry } from '#lib/invoices/post-entry.ts'
import type { ProviderPayment } from './provider.ts'
import { addReference, findReference } from './references.ts'

/**
 * Writes down a payment as the provider has it now, and books it the first time it is captured. A captured payment
 * stays captured, whatever older news comes after it. Answers our payment's id.
 */
export async function recordPayment(
  tx: Transaction,
  options: {
    provider: string
    payment: ProviderPayment
    /** What it is for: one of both. */
    purchaseId?: string
    invoiceOrderId?: string
    customerId: string
    description: string
    now: Temporal.Instant
  },
): Promise<{ paymentId: string }> {
  const { provider, payment, customerId, now } = options
  const known = await findReference(tx, { provider, kind: 'payment', externalId: payment.paymentId })
  const at = toDate(now)
  const news = {
    status: payment.status,
    method: payment.method,
    failureCode: payment.status === 'failed' ? (payment.failure?.code ?? null) : null,
    failureDescription: payment.status === 'failed' ? (payment.failure?.description ?? null) : null,
    capturedAt: payment.status === 'captured' ? at : null,
    updatedAt: at,
  }
  if (known) {
    const { count } = await tx.payment.updateMany({
      where: { id: known.subjectId, status: { notIn: ['captured', payment.status] } },
      data: news,
    })
    if (count > 0 && payment.status === 'captured') await bookPayment(tx, { ...options, id: known.subjectId })
    return { paymentId: known.subjectId }
  }
  const created = await tx.payment.create({
    data: {
      ...news,
      customerId,
      purchaseId: options.purchaseId ?? null,
      invoiceOrderId: options.invoiceOrderId ?? null,
      provider,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      description: options.description,
      createdAt: toDate(payment.createdAt),
    },
  })
  const reference = { kind: 'payment', subject: 'payment', externalId: payment.paymentId } as const
  await addReference(tx, { ...reference, provider, subjectId: created.id, customerId, now })
  if (payment.status === 'captured') await bookPayment(tx, { ...options, id: created.id })
  return { paymentId: created.id }
}

async function bookPayment(
  tx: Transaction,
  options: { id: string; payment: ProviderPayment; customerId: string; now: Temporal.Instant },
) {
  await postEntry(tx, {
    kind: 'payment',
    subjectId: options.id,
    customerId: options.customerId,
    debit: 'cash',
    credit: 'customer_balance',
    amountMinor: options.payment.amountMinor,
    currency: options.payment.currency,
    now: options.now,
  })
}
