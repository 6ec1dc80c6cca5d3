import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listCreditNotes, loadCreditNote } from '#lib/invoices/load-credit-notes.ts'
import { createCreditNote } from '#lib/one-time/create-credit-note.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { pageMetaOf } from '#lib/one-time/page-rules.ts'
import {
  createCreditNoteRequest,
  creditNoteFilter,
  creditNoteObject,
  pageMeta,
} from '#lib/one-time/schemas.ts'
import { serializeCreditNote } from '#lib/one-time/serialize-credit-note.ts'

/** S1.6 the credit notes of the book, newest first, of all customers and issuers. */
export const GET = route({
  access: 'admin',
  summary: 'List credit notes of the book',
  answers: { 200: z.object({ credit_notes: z.array(creditNoteObject), meta: pageMeta }) },
  face: lagoFace,
  query: z.object({ ...pageQuery, ...creditNoteFilter }),
  handle: async ({ query }) => {
    const { page, per_page: perPage } = query
    const filter = {
      externalCustomerId: query.external_customer_id,
      invoiceNumber: query.invoice_number,
      reasonCode: query.reason,
      issuedFrom: query.issuing_date_from,
      issuedTo: query.issuing_date_to,
    }
    const { notes, total } = await listCreditNotes(database(), { filter, page, perPage })
    return { notes, meta: pageMetaOf({ page, perPage, total }) }
  },
  respond: { shape: ({ notes, meta }) => ({ credit_notes: notes.map(serializeCreditNote), meta }) },
})

/** S1.6 credits lines of an invoice. */
export const POST = route({
  access: 'admin',
  summary: 'Credit lines of an invoice',
  answers: { 200: z.object({ credit_note: creditNoteObject }) },
  face: lagoFace,
  body: createCreditNoteRequest,
  handle: ({ principal: { userId }, body, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const asked = { request: body.credit_note, userId, requestId, now }
      const note = await loadCreditNote(tx, (await createCreditNote(tx, asked)).creditNoteId)
      await idempotency.commit(tx, note)
      return note
    }),
  respond: { shape: (note) => ({ credit_note: serializeCreditNote(note) }) },
})
