import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'
import { documentLink } from '#lib/invoices/document-link.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { invoiceDetailObject } from '#lib/one-time/schemas.ts'
import { serializeInvoiceDetail } from '#lib/one-time/serialize-invoice.ts'

/** S1.4 the invoice with the address of its PDF. */
export const POST = route({
  access: 'admin',
  summary: "Get the address of an invoice's PDF",
  answers: { 200: z.object({ invoice: invoiceDetailObject }) },
  face: lagoFace,
  params: z.strictObject({ id: z.string() }),
  handle: async ({ params, now }) => ({ invoice: await loadInvoice(database(), params.id), now }),
  respond: {
    shape: ({ invoice, now }) => ({
      invoice: {
        ...serializeInvoiceDetail(invoice, now),
        file_url: documentLink({ kind: 'invoice', id: invoice.id, now: realNow() }),
      },
    }),
    // The address is a credential, which is not kept.
    remember: ({ invoice, now }) => ({ invoice: serializeInvoiceDetail(invoice, now) }),
  },
})
