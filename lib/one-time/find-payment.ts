import type { Transaction } from '#lib/db/client.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'

/** What paid an invoice through a provider. Minor units. */
export type InvoicePayment = {
  id: string
  /** What of it has not been given back, nor is about to be. */
  refundableMinor: bigint
  /** What is on its way back, and has no credit note yet. */
  underWayMinor: bigint
}

/** The payment behind an invoice; null where no provider's money paid it. */
export async function findPayment(
  tx: Transaction,
  invoice: Pick<StoredInvoice, 'purchaseId'>,
): Promise<InvoicePayment | null> {
  if (invoice.purchaseId === null) return null
  const { paidByPaymentId } = await tx.purchase.findUniqueOrThrow({ where: { id: invoice.purchaseId } })
  if (paidByPaymentId === null) return null
  const { id, amountMinor, refunds } = await tx.payment.findUniqueOrThrow({
    where: { id: paidByPaymentId },
    include: { refunds: { where: { status: { not: 'failed' } }, include: { creditNote: true } } },
  })
  const sum = (some: typeof refunds) => some.reduce((total, refund) => total + refund.amountMinor, 0n)
  return {
    id,
    refundableMinor: amountMinor - sum(refunds),
    underWayMinor: sum(refunds.filter(({ status, creditNote }) => status === 'pending' && !creditNote)),
  }
}
