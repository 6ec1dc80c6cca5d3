import { z } from 'zod'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import { catalogOffer, familyQuery } from '#lib/catalog/schemas.ts'
import { serializeOffer } from '#lib/catalog/serialize-offer.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { route } from '#lib/http/route.ts'

/** S0.11 every add-on on sale in the family, with what the caller may do with it and why not. */
export const GET = route({
  access: 'customer',
  summary: 'List every add-on with what the caller may do with it',
  answers: { 200: z.array(catalogOffer) },
  query: familyQuery,
  handle: async ({ principal: { customerId, userId }, query: { family, api_key_id: apiKeyId }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, apiKeyId, at: now })
    const { offers } = offersAt({ ...standing, at: now, userId })
    return offers.map((offer) => serializeOffer(offer, standing.catalog))
  },
})
