import { z } from 'zod'
import { findDelivery } from '#lib/admin/find-delivery.ts'
import { route } from '#lib/http/route.ts'

/** E.2 what a provider told us, word for word, and what became of it. */
export const GET = route({
  access: 'admin',
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params }) => findDelivery(params.id),
})
