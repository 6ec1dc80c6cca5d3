import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { subjectOf } from '#lib/payments/webhook-work.ts'
import { REFUND_PARTS, refundableMinor } from './load-refundable.ts'
import type { PurchaseDetail, PurchasePayment } from './purchase-schemas.ts'
import { loadPurchases } from './purchases-table.ts'
import { serializeDelivery } from './serialize-delivery.ts'

/** A purchase with its quote and everything that followed from it. Throws `purchase_not_found`. */
export async function findPurchase(id: string): Promise<PurchaseDetail> {
  const [[row], purchase] = await Promise.all([loadPurchases({ ids: [id] }), load(id)])
  if (!row || !purchase) {
    throw new DomainError({
      kind: 'not_found',
      code: 'purchase_not_found',
      detail: 'There is no such purchase.',
    })
  }
  const { quote, invoice, payments } = purchase
  const refundIds = payments.flatMap(({ refunds }) => refunds.map((refund) => refund.id))
  const external = await loadReferences([id, ...payments.map((payment) => payment.id), ...refundIds])
  const orderId = external.get(id) ?? null
  const told = [
    ...(orderId === null ? [] : [subjectOf(purchase.provider, { kind: 'order', id: orderId })]),
    ...payments.flatMap((payment) => {
      const paymentId = external.get(payment.id)
      return paymentId ? [subjectOf(payment.provider, { kind: 'payment', id: paymentId })] : []
    }),
  ]
  return {
    ...row,
    reason: purchase.reason,
    expiresAt: purchase.expiresAt.toISOString(),
    paidAt: iso(purchase.paidAt),
    fulfilledAt: iso(purchase.fulfilledAt),
    closedAt: iso(purchase.closedAt),
    externalId: orderId,
    quote: {
      totalMinor: Number(quote.totalMinor),
      balanceMinor: Number(quote.balanceMinor),
      dueNowMinor: Number(quote.dueNowMinor),
      lines: quote.lines.map((line) => ({
        description: line.description,
        effective: line.effective,
        quantity: line.quantity,
        unitAmountMinor: Number(line.unitAmountMinor),
        amountMinor: Number(line.amountMinor),
        startsAt: line.startsAt.toISOString(),
        endsAt: line.endsAt.toISOString(),
      })),
    },
    payments: payments.map((payment) => serializePayment(payment, external)),
    invoice: invoice && {
      id: invoice.id,
      number: invoice.number,
      totalMinor: Number(invoice.totalMinor),
      taxMinor: Number(invoice.taxMinor),
      creditNotes: invoice.creditNotes.map(({ number, totalMinor }) => ({
        number,
        totalMinor: Number(totalMinor),
      })),
    },
    deliveries: await listDeliveries(told),
  }
}

async function load(id: string) {
  return database().purchase.findUnique({
    where: { id },
    include: {
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
      payments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: REFUND_PARTS },
      invoice: { include: { creditNotes: { orderBy: { issuedAt: 'asc' } } } },
    },
  })
}
type Payment = NonNullable<Awaited<ReturnType<typeof load>>>['payments'][number]

/** The provider's ids of objects of ours. */
async function loadReferences(ids: string[]): Promise<Map<string, string>> {
  const references = await database().providerReference.findMany({ where: { subjectId: { in: ids } } })
  return new Map(references.map(({ subjectId, externalId }) => [subjectId, externalId]))
}

/** The newest messages about any of these. */
async function listDeliveries(subjects: string[]) {
  const rows = await database().webhookDelivery.findMany({
    where: { subject: { in: subjects } },
    omit: { body: true },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: 50,
  })
  return rows.map(serializeDelivery)
}

function serializePayment(payment: Payment, external: ReadonlyMap<string, string>): PurchasePayment {
  return {
    id: payment.id,
    status: payment.status,
    externalId: external.get(payment.id) ?? null,
    method: payment.method,
    failure: payment.status === 'failed' ? payment.failureDescription : null,
    amountMinor: Number(payment.amountMinor),
    refundedMinor: Number(payment.refundedMinor),
    refundableMinor: Number(refundableMinor(payment)),
    currency: payment.currency,
    createdAt: payment.createdAt.toISOString(),
    capturedAt: iso(payment.capturedAt),
    refunds: payment.refunds.map((refund) => ({
      id: refund.id,
      status: refund.status,
      cause: refund.cause,
      amountMinor: Number(refund.amountMinor),
      reason: refund.reason,
      createdAt: refund.createdAt.toISOString(),
      processedAt: iso(refund.processedAt),
      externalId: external.get(refund.id) ?? null,
      creditNote: refund.creditNote?.number ?? null,
    })),
  }
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
