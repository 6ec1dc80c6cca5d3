import { route } from '#lib/http/route.ts'
import { findSystemStatistics } from '#lib/keys/find-system-statistics.ts'
import { systemStatistics, systemStatisticsQuery } from '#lib/keys/statistics-schemas.ts'

/** S2.8 all keys together. */
export const GET = route({
  access: 'admin',
  summary: 'Show how all API keys were used',
  answers: { 200: systemStatistics },
  query: systemStatisticsQuery,
  handle: ({ query: { hours }, now }) => findSystemStatistics({ hours, at: now }),
})
