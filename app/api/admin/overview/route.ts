import { loadOverview } from '#lib/admin/load-overview.ts'
import { overview } from '#lib/admin/overview-schemas.ts'
import { route } from '#lib/http/route.ts'

/** E.2 how it goes, and what a person has to look at. */
export const GET = route({
  access: 'admin',
  summary: 'Show how it goes, and what needs a person',
  answers: { 200: overview },
  handle: ({ now }) => loadOverview(now),
})
