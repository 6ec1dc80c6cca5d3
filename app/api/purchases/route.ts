import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { listOpenPurchases } from '#lib/purchases/find-purchase.ts'
import { purchaseResponse } from '#lib/purchases/schemas.ts'

/** The caller's purchases that are begun and can still be paid. */
export const GET = route({
  access: 'customer',
  summary: 'List purchases that can still be paid',
  answers: { 200: z.array(purchaseResponse) },
  handle: ({ principal: { customerId, userId }, now }) => listOpenPurchases({ customerId, userId, now }),
})
