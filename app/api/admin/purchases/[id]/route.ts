import { z } from 'zod'
import { findPurchase } from '#lib/admin/find-purchase.ts'
import { purchaseDetail } from '#lib/admin/purchase-schemas.ts'
import { route } from '#lib/http/route.ts'

/** E.2 one purchase, with its quote, payments, refunds, invoice, and what its provider told us about it. */
export const GET = route({
  access: 'admin',
  summary: 'Show a purchase and everything that followed',
  answers: { 200: purchaseDetail },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params }) => findPurchase(params.id),
})
