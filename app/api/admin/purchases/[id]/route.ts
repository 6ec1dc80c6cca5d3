import { z } from 'zod'
import { findPurchase } from '#lib/admin/find-purchase.ts'
import { route } from '#lib/http/route.ts'

/** E.2 one purchase, with its quote, payments, refunds, invoice, and what its provider told us about it. */
export const GET = route({
  access: 'admin',
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params }) => findPurchase(params.id),
})
