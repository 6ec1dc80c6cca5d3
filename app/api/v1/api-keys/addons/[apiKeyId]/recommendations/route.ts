import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { recommendPackage } from '#lib/keys/recommend-package.ts'
import { recommendationsQuery, recommendationsView } from '#lib/keys/statistics-schemas.ts'

/** S2.7 which package covers so many more requests a day. */
export const GET = route({
  access: 'customer',
  summary: 'Recommend a request package for an API key',
  answers: { 200: recommendationsView },
  params: z.strictObject({ apiKeyId: z.uuid() }),
  query: recommendationsQuery,
  handle: ({ principal: { customerId }, params, query, now }) =>
    recommendPackage({ ...params, ...query, customerId, at: now }),
})
