import { database } from '#lib/db/client.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { findSavedMethod } from '#lib/payments/find-saved-method.ts'
import { dueOf } from './due-rules.ts'
import { findInvoiceProvider } from './find-invoice-provider.ts'
import { requireOwnInvoice } from './require-own-invoice.ts'
import type { WaysToPay } from './schemas.ts'

/**
 * What an invoice of a customer's could be charged to in one click; null when nothing is saved, or nothing asked for.
 * Throws `invoice_not_found`, also for those of others, and `payment_provider_unavailable`.
 */
export async function findWaysToPay(options: { invoiceId: string; customerId: string }): Promise<WaysToPay> {
  const { invoiceId, customerId } = options
  await requireOwnInvoice(database(), options)
  const invoice = await loadInvoice(database(), invoiceId)
  if (dueOf(invoice) === 0n) return { saved: null, lastFailure: null }
  const last = await database().invoiceOrder.findFirst({
    where: { invoiceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  const provider = await findInvoiceProvider(database(), invoice)
  return {
    saved: await findSavedMethod({ provider, customerId }),
    lastFailure: last?.status === 'failed' ? last.reason : null,
  }
}
