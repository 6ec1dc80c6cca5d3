import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { listPacks } from '#lib/keys/list-packs.ts'
import { ownKey } from '#lib/keys/own-key.ts'
import { heldPacksQuery, packView } from '#lib/keys/pack-schemas.ts'

/** S2.12 the packs a key holds, with what is left of each today. */
export const GET = route({
  access: 'customer',
  summary: 'List the request packages an API key holds',
  answers: { 200: z.array(packView) },
  query: heldPacksQuery,
  handle: async ({ principal: { customerId }, query: { apiKeyId }, now }) => {
    await ownKey(database(), { customerId, apiKeyId })
    return listPacks(database(), { customerId, apiKeyId, at: now })
  },
})
