import type { Transaction } from '#lib/db/client.ts'
import { loadInvoice, type StoredInvoice } from './load-invoices.ts'

/**
 * An invoice that nobody else voids, settles or credits until the commit. Lock a purchase's subscription before, the
 * counter of numbers after. Throws `invoice_not_found`.
 */
export async function lockInvoice(tx: Transaction, id: string): Promise<StoredInvoice> {
  const { id: known } = await loadInvoice(tx, id)
  await tx.$executeRaw`SELECT 1 FROM invoices WHERE id = ${known}::uuid FOR NO KEY UPDATE`
  // Somebody may have changed its state while we waited.
  return loadInvoice(tx, known)
}
