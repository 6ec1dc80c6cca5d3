import { z } from 'zod'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import type { InvoiceObject } from './schemas.ts'

/** What every document says of who buys. */
const snapshot = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  country: z.string().nullable().default(null),
})

/** The customer of a document, as the document names it. */
export function customerOnDocument(
  document: Pick<StoredInvoice, 'customer' | 'customerSnapshot' | 'currency'>,
): InvoiceObject['customer'] {
  const { customer, currency } = document
  const { name, email, country } = snapshot.parse(document.customerSnapshot)
  return { lago_id: customer.id, external_id: customer.externalId, name, email, country, currency }
}
