import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** Throws `invoice_not_found`, also for invoices of others: nobody learns that there are any. */
export async function requireOwnInvoice(
  tx: DatabaseOrTransaction,
  { invoiceId: id, customerId }: { invoiceId: string; customerId: string },
): Promise<void> {
  if ((await tx.invoice.count({ where: { id, customerId } })) > 0) return
  throw new DomainError({ kind: 'not_found', code: 'invoice_not_found', detail: 'There is no such invoice.' })
}
