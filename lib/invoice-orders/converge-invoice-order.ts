import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { nextCheck } from '#lib/purchases/check-schedule.ts'
import { lookAtOrder } from './look-at-order.ts'

/**
 * Work `converge-invoice-order`: looks at an invoice's payment, in case the provider's messages were lost or what
 * charged it crashed; then again, less and less often, until nothing can come.
 */
export async function convergeInvoiceOrder(work: Work): Promise<void> {
  const { id: invoiceOrderId, createdAt } = await database().invoiceOrder.findUniqueOrThrow({
    where: { id: work.subject },
  })
  await lookAtOrder({
    invoiceOrderId,
    settled: async (tx, status, at) => {
      const again = nextCheck({ status, createdAt: toInstant(createdAt) }, at)
      await finishWork(tx, work, again ? { again } : {})
    },
  })
}
