import { z } from 'zod'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listPayments } from '#lib/payments/list-payments.ts'
import { paymentResponse } from '#lib/payments/schemas.ts'

/** S0.9 the payment history, newest first: a bare list with `Link`. */
export const GET = route({
  access: 'customer',
  summary: 'List payments',
  answers: { 200: z.array(paymentResponse) },
  query: z.strictObject(pageQuery),
  handle: async ({ principal: { customerId }, query: { page, per_page }, request }) => {
    const { payments, hasMore } = await listPayments({ customerId, page, perPage: per_page })
    return { payments, links: pageLinks(request, { page, per_page, hasMore }) }
  },
  respond: { shape: ({ payments }) => payments, headers: ({ links }) => links },
})
