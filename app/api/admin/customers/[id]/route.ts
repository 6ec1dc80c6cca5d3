import { z } from 'zod'
import { customerDetail } from '#lib/admin/customer-schemas.ts'
import { findCustomer } from '#lib/admin/find-customer.ts'
import { route } from '#lib/http/route.ts'

/** E.2 one customer: what it holds, with the ids providers know that by, and what it may do. */
export const GET = route({
  access: 'admin',
  summary: 'Show a customer, what it holds and what it may do',
  answers: { 200: customerDetail },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params, now }) => findCustomer({ ...params, at: now }),
})
