import { route } from '#lib/http/route.ts'
import { listOpenPurchases } from '#lib/purchases/find-purchase.ts'

/** The caller's purchases that are begun and can still be paid. */
export const GET = route({
  access: 'customer',
  handle: ({ principal: { customerId, userId }, now }) => listOpenPurchases({ customerId, userId, now }),
})
