import { z } from 'zod'
import { deliveryDetail } from '#lib/admin/delivery-schemas.ts'
import { findDelivery } from '#lib/admin/find-delivery.ts'
import { route } from '#lib/http/route.ts'

/** E.2 what a provider told us, word for word, and what became of it. */
export const GET = route({
  access: 'admin',
  summary: 'Show what a provider told us',
  answers: { 200: deliveryDetail },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params }) => findDelivery(params.id),
})
