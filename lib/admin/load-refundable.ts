import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { refundableOf } from './refund-rules.ts'

const INVOICE = { select: { totalMinor: true, creditNotes: { select: { totalMinor: true } } } } as const

/** What is read of a payment to know what can be sent back of it. */
export const REFUND_PARTS = {
  refunds: {
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { creditNote: { select: { number: true } } },
  },
  purchase: { select: { subscriptionId: true, paidByPaymentId: true, invoice: INVOICE } },
  invoiceOrder: { select: { invoiceId: true, paidByPaymentId: true, invoice: INVOICE } },
} as const satisfies Prisma.PaymentInclude

export type RefundablePayment = Prisma.PaymentGetPayload<{ include: typeof REFUND_PARTS }>

/** Null when there is no such payment. */
export async function findRefundable(
  db: DatabaseOrTransaction,
  paymentId: string,
): Promise<RefundablePayment | null> {
  return db.payment.findUnique({ where: { id: paymentId }, include: REFUND_PARTS })
}

/** What can still be sent back of it, in minor units. */
export function refundableMinor(payment: RefundablePayment): bigint {
  const { purchase, invoiceOrder } = payment
  const invoice = [purchase, invoiceOrder].find((one) => one?.paidByPaymentId === payment.id)?.invoice
  return refundableOf({
    isCaptured: payment.status === 'captured',
    amountMinor: payment.amountMinor,
    refunds: payment.refunds.map(({ status, amountMinor, creditNote }) => ({
      status,
      amountMinor,
      isCredited: creditNote !== null,
    })),
    invoice: invoice
      ? {
          totalMinor: invoice.totalMinor,
          creditedMinor: invoice.creditNotes.reduce((sum, note) => sum + note.totalMinor, 0n),
        }
      : null,
  })
}
