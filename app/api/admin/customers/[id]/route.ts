import { z } from 'zod'
import { findCustomer } from '#lib/admin/find-customer.ts'
import { route } from '#lib/http/route.ts'

/** E.2 one customer: what it holds, with the ids providers know that by, and what it may do. */
export const GET = route({
  access: 'admin',
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params, now }) => findCustomer({ ...params, at: now }),
})
