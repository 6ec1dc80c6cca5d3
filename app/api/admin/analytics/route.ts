import { loadAnalytics } from '#lib/analytics/load-analytics.ts'
import { analytics, analyticsQuery } from '#lib/analytics/schemas.ts'
import { route } from '#lib/http/route.ts'

/** E.2 the figures of a range, and how they came about. */
export const GET = route({
  access: 'admin',
  summary: 'Show MRR, its movements, averages, shares and revenue of a range',
  answers: { 200: analytics },
  query: analyticsQuery,
  handle: ({ query, now }) => loadAnalytics(query, now),
})
