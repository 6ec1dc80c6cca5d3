import { z } from 'zod'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listOwnDocuments } from '#lib/invoices/list-own-documents.ts'
import { documentSummary } from '#lib/invoices/schemas.ts'

/** A customer's invoices and credit notes, the newest first: a bare list with `Link`. */
export const GET = route({
  access: 'customer',
  summary: 'List invoices and credit notes',
  answers: { 200: z.array(documentSummary) },
  query: z.strictObject(pageQuery),
  handle: async ({ principal: { customerId }, query: { page, per_page }, request }) => {
    const { documents, hasMore } = await listOwnDocuments({ customerId, page, perPage: per_page })
    return { documents, links: pageLinks(request, { page, per_page, hasMore }) }
  },
  respond: { shape: ({ documents }) => documents, headers: ({ links }) => links },
})
