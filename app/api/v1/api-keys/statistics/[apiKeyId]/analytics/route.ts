import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findKeyAnalytics } from '#lib/keys/find-key-analytics.ts'
import { analyticsQuery, keyAnalytics } from '#lib/keys/statistics-schemas.ts'

/** S2.8 S2.11 how a key was used, what its packs cost, and what would serve it best. */
export const GET = route({
  access: 'customer',
  summary: 'Show how an API key was used, with advice',
  answers: { 200: keyAnalytics },
  params: z.strictObject({ apiKeyId: z.uuid() }),
  query: analyticsQuery,
  handle: ({ principal: { customerId }, params, query, now }) =>
    findKeyAnalytics({ ...params, ...query, customerId, at: now }),
})
