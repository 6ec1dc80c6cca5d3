import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** What paid an invoice through a provider. Minor units. */
export type InvoicePayment = {
  id: string
  /** What of it has not been given back, nor is about to be. */
  refundableMinor: bigint
  /** What is on its way back, and has no credit note yet. */
  underWayMinor: bigint
}

/** The payment behind a purchase's invoice; null where no provider's money paid it. */
export async function findPayment(
  db: DatabaseOrTransaction,
  paidByPaymentId: string | null | undefined,
): Promise<InvoicePayment | null> {
  if (!paidByPaymentId) return null
  const { id, amountMinor, refunds } = await db.payment.findUniqueOrThrow({
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
