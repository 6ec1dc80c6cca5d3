import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listInvoices, loadInvoice } from '#lib/invoices/load-invoices.ts'
import { createOneOffInvoice } from '#lib/one-time/create-one-off-invoice.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { pageMetaOf } from '#lib/one-time/page-rules.ts'
import {
  createInvoiceRequest,
  invoiceDetailObject,
  invoiceFilter,
  invoiceObject,
  pageMeta,
} from '#lib/one-time/schemas.ts'
import { serializeInvoice, serializeInvoiceDetail } from '#lib/one-time/serialize-invoice.ts'

/** S1.4 the invoice book, newest first, of all customers and issuers. */
export const GET = route({
  access: 'admin',
  summary: 'List invoices of the book',
  answers: { 200: z.object({ invoices: z.array(invoiceObject), meta: pageMeta }) },
  face: lagoFace,
  query: z.object({ ...pageQuery, ...invoiceFilter }),
  handle: async ({ query, now }) => {
    const { page, per_page: perPage, status } = query
    const filter = {
      externalCustomerId: query.external_customer_id,
      isVoided: status === undefined ? undefined : status === 'voided',
      paymentStatus: query.payment_status,
      issuedFrom: query.issuing_date_from,
      issuedTo: query.issuing_date_to,
    }
    // Every invoice is final from the start.
    const found =
      status === undefined || status === 'finalized' || status === 'voided'
        ? await listInvoices(database(), { filter, page, perPage })
        : { invoices: [], total: 0 }
    return { ...found, now, meta: pageMetaOf({ page, perPage, total: found.total }) }
  },
  respond: {
    shape: ({ invoices, now, meta }) => ({
      invoices: invoices.map((invoice) => serializeInvoice(invoice, now)),
      meta,
    }),
  },
})

/** S1.4 a one-off invoice of several add-ons. */
export const POST = route({
  access: 'admin',
  summary: 'Create an invoice of several add-ons',
  answers: { 200: z.object({ invoice: invoiceDetailObject }) },
  face: lagoFace,
  body: createInvoiceRequest,
  handle: ({ principal: { userId }, body, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const { invoiceId } = await createOneOffInvoice(tx, { request: body.invoice, userId, requestId, now })
      const result = { invoice: await loadInvoice(tx, invoiceId), now }
      await idempotency.commit(tx, result)
      return result
    }),
  respond: { shape: ({ invoice, now }) => ({ invoice: serializeInvoiceDetail(invoice, now) }) },
})
