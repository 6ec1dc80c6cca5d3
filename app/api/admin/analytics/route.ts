import { loadAnalytics } from '#lib/analytics/load-analytics.ts'
import { analyticsQuery } from '#lib/analytics/schemas.ts'
import { route } from '#lib/http/route.ts'

/** E.2 the figures of a range, and how they came about. */
export const GET = route({
  access: 'admin',
  query: analyticsQuery,
  handle: ({ query, now }) => loadAnalytics(query, now),
})
