import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { creditRefund } from '#lib/invoices/credit-refund.ts'
import { postEntry } from '#lib/invoices/post-entry.ts'
import type { ProviderRefund } from '#lib/payments/provider.ts'
import { addReference, findReference } from '#lib/payments/references.ts'
import { withdrawTerms } from '#lib/subscriptions/withdraw-terms.ts'

/**
 * Writes down a refund as the provider has it now, ours or one made at the provider, or a dispute that was lost. Once it is processed it is
 * booked, credited on the invoice, and, when nothing is left of the payment, what it paid for is withdrawn, and only
 * that. The subscription and the purchase must be locked by this transaction.
 */
export async function recordRefund(
  tx: Transaction,
  options: { provider: string; paymentId: string; refund: ProviderRefund; now: Temporal.Instant },
): Promise<void> {
  const { refund, now } = options
  const refundId = await findOrCreate(tx, options)
  const at = toDate(now)
  if (refund.status === 'failed') {
    await tx.refund.updateMany({
      where: { id: refundId, status: 'pending' },
      data: { status: 'failed', updatedAt: at },
    })
    return
  }
  if (refund.status !== 'processed') return
  const { count } = await tx.refund.updateMany({
    where: { id: refundId, status: { not: 'processed' } },
    data: { status: 'processed', processedAt: at, updatedAt: at },
  })
  if (count > 0) await applyRefund(tx, { ...options, refundId })
}

async function findOrCreate(
  tx: Transaction,
  options: { provider: string; paymentId: string; refund: ProviderRefund; now: Temporal.Instant },
): Promise<string> {
  const { provider, refund, now } = options
  const known = await findReference(tx, { provider, kind: refund.cause, externalId: refund.refundId })
  if (known) return known.subjectId
  const payment = await tx.payment.findUniqueOrThrow({ where: { id: options.paymentId } })
  const { customerId, currency } = payment
  const asked = refund.reference
    ? await tx.refund.findFirst({
        where: { paymentId: payment.id, id: { equals: asUuid(refund.reference) } },
      })
    : null
  const at = toDate(now)
  const { id } =
    asked ??
    (await tx.refund.create({
      data: {
        paymentId: payment.id,
        customerId,
        amountMinor: refund.amountMinor,
        currency,
        cause: refund.cause,
        reason: refund.cause === 'dispute' ? 'dispute lost' : 'refunded at the payment provider',
        createdAt: at,
        updatedAt: at,
      },
    }))
  const reference = { kind: refund.cause, subject: 'refund', externalId: refund.refundId } as const
  await addReference(tx, { ...reference, provider, subjectId: id, customerId, now })
  return id
}

async function applyRefund(
  tx: Transaction,
  options: { paymentId: string; refundId: string; refund: ProviderRefund; now: Temporal.Instant },
) {
  const { refund, refundId, now } = options
  const payment = await tx.payment.update({
    where: { id: options.paymentId },
    data: { refundedMinor: { increment: refund.amountMinor }, updatedAt: toDate(now) },
    include: { purchase: { include: { invoice: true } }, invoiceOrder: true },
  })
  await postEntry(tx, {
    kind: 'refund',
    subjectId: refundId,
    customerId: payment.customerId,
    debit: 'customer_balance',
    credit: 'cash',
    amountMinor: refund.amountMinor,
    currency: payment.currency,
    now,
  })
  const { purchase, invoiceOrder } = payment
  const all = payment.refundedMinor === payment.amountMinor
  if (invoiceOrder) return applyToInvoice(tx, { ...options, paymentId: payment.id, all, invoiceOrder })
  const paysPurchase =
    purchase !== null && (await isPayingPayment(tx, { purchaseId: purchase.id, paymentId: payment.id }))
  if (!purchase || !paysPurchase) return
  if (all && purchase.status !== 'refunded') {
    if (purchase.status === 'fulfilled')
      await withdrawTerms(tx, { purchaseId: purchase.id, reason: 'refunded', now })
    const at = toDate(now)
    await tx.purchase.update({
      where: { id: purchase.id },
      data: { status: 'refunded', closedAt: at, updatedAt: at },
    })
  }
  if (purchase.invoice) {
    const { reason } = await tx.refund.findUniqueOrThrow({ where: { id: refundId } })
    const amountMinor = refund.amountMinor
    await creditRefund(tx, { invoiceId: purchase.invoice.id, refundId, amountMinor, reason, now })
  }
}

/** What paid an invoice is credited on it; what could not has been given back. */
async function applyToInvoice(
  tx: Transaction,
  options: {
    invoiceOrder: { id: string; invoiceId: string; paidByPaymentId: string | null; status: string }
    paymentId: string
    refundId: string
    refund: ProviderRefund
    all: boolean
    now: Temporal.Instant
  },
) {
  const { invoiceOrder, refundId, refund, all, now } = options
  const { id, invoiceId, paidByPaymentId, status } = invoiceOrder
  const isPaying = paidByPaymentId === options.paymentId
  if (all && (isPaying || status === 'paid')) {
    const at = toDate(now)
    await tx.invoiceOrder.update({
      where: { id },
      data: { status: 'refunded', closedAt: at, updatedAt: at },
    })
  }
  if (!isPaying) return
  const { reason } = await tx.refund.findUniqueOrThrow({ where: { id: refundId } })
  await creditRefund(tx, { invoiceId, refundId, amountMinor: refund.amountMinor, reason, now })
}

async function isPayingPayment(tx: Transaction, options: { purchaseId: string; paymentId: string }) {
  const purchase = await tx.purchase.findUniqueOrThrow({ where: { id: options.purchaseId } })
  return purchase.paidByPaymentId === options.paymentId
}

/** A reference of somebody else's may look like anything; only an id can be one of ours. */
function asUuid(reference: string): string {
  return /^[0-9a-f-]{36}$/.test(reference) ? reference : '00000000-0000-0000-0000-000000000000'
}
