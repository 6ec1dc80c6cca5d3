import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findKeyStatistics } from '#lib/keys/find-key-statistics.ts'
import { keyStatistics } from '#lib/keys/statistics-schemas.ts'

/** S2.8 what a key used today, and what is left. */
export const GET = route({
  access: 'customer',
  summary: 'Show what an API key used today',
  answers: { 200: keyStatistics },
  params: z.strictObject({ apiKeyId: z.uuid() }),
  handle: ({ principal: { customerId }, params, now }) =>
    findKeyStatistics({ ...params, customerId, at: now }),
})
