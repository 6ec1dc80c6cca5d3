import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { listExpiringPacks } from '#lib/keys/list-expiring-packs.ts'
import { packView } from '#lib/keys/pack-schemas.ts'
import { expiringPacksQuery } from '#lib/keys/renewal-schemas.ts'

/** S2.9 the customer's packs that end soon, whether they renew or not. */
export const GET = route({
  access: 'customer',
  summary: 'List the request packages that end soon',
  answers: { 200: z.array(packView) },
  query: expiringPacksQuery,
  handle: ({ principal: { customerId }, query: { days }, now }) =>
    listExpiringPacks({ customerId, days, at: now }),
})
