import { database } from '#lib/db/client.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { findSavedMethod } from '#lib/payments/find-saved-method.ts'
import type { SavedMethod } from '#lib/payments/saved-methods.ts'
import { dueOf } from './due-rules.ts'
import { findInvoiceProvider } from './find-invoice-provider.ts'
import { requireOwnInvoice } from './require-own-invoice.ts'

/**
 * What an invoice of a customer's could be charged to in one click; null when nothing is saved, or nothing asked for.
 * Throws `invoice_not_found`, also for those of others, and `payment_provider_unavailable`.
 */
export async function findWaysToPay(options: {
  invoiceId: string
  customerId: string
}): Promise<{ saved: SavedMethod | null }> {
  const { customerId } = options
  await requireOwnInvoice(database(), options)
  const invoice = await loadInvoice(database(), options.invoiceId)
  if (dueOf(invoice) === 0n) return { saved: null }
  const provider = await findInvoiceProvider(database(), invoice)
  return { saved: await findSavedMethod({ provider, customerId }) }
}
