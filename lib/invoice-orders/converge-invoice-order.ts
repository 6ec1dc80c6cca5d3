import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { nextCheck } from '#lib/purchases/check-schedule.ts'
import { nothingPaid, readAndCapture } from '#lib/purchases/read-and-capture.ts'
import { settleInvoiceOrder } from './settle-invoice-order.ts'

/**
 * Work `converge-invoice-order`: asks the provider about an invoice's payment, in case its messages were lost, ends what
 * is over here also there, and settles what it says; then asks again, less and less often, until nothing can come.
 */
export async function convergeInvoiceOrder(work: Work): Promise<void> {
  const asked = await database().invoiceOrder.findUniqueOrThrow({ where: { id: work.subject } })
  const { id: invoiceOrderId } = asked
  const known = { kind: 'order', subject: 'invoice_order', subjectId: invoiceOrderId } as const
  const orderId = await findExternalId(database(), known)
  const { order } = orderId === null ? nothingPaid(asked) : await readAndCapture({ ...asked, orderId })
  const at = await now()
  await transaction(async (tx) => {
    const { status } = await settleInvoiceOrder(tx, { invoiceOrderId, order, now: at })
    const again = nextCheck({ status, createdAt: toInstant(asked.createdAt) }, at)
    await finishWork(tx, work, again ? { again } : {})
  })
}
