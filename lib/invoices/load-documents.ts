import { asCustomer } from '#lib/db/as-customer.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { documentOfCreditNote } from './document-of-credit-note.ts'
import { documentOfInvoice } from './document-of-invoice.ts'
import type { BillingDocument } from './schemas.ts'
import { CREDIT_NOTE_TO_SHOW, INVOICE_TO_SHOW } from './to-show.ts'

type Wanted = {
  kind: BillingDocument['kind']
  id: string
  /** Whose it has to be; without, anybody's. */
  customerId?: string
}

/**
 * The document with this id as a person reads it. Throws `invoice_not_found` and `credit_note_not_found`, also for one
 * of another customer and for what is no id.
 */
export async function loadDocument(db: DatabaseOrTransaction, wanted: Wanted): Promise<BillingDocument> {
  const { kind, id, customerId } = wanted
  const where = { id, ...(customerId === undefined ? {} : { customerId }) }
  if (kind === 'invoice') {
    const found = isUuid(id) ? await db.invoice.findUnique({ where, include: INVOICE_TO_SHOW }) : null
    if (found) return documentOfInvoice(found)
    throw notFound('invoice_not_found', 'There is no such invoice.')
  }
  const found = isUuid(id) ? await db.creditNote.findUnique({ where, include: CREDIT_NOTE_TO_SHOW }) : null
  if (found) return documentOfCreditNote(found)
  throw notFound('credit_note_not_found', 'There is no such credit note.')
}

/** As `loadDocument`, for its customer, behind the second wall. */
export async function findOwnDocument(wanted: Wanted & { customerId: string }): Promise<BillingDocument> {
  return asCustomer(wanted.customerId, (tx) => loadDocument(tx, wanted))
}

function notFound(code: string, detail: string): DomainError {
  return new DomainError({ kind: 'not_found', code, detail })
}
