import { loadOverview } from '#lib/admin/load-overview.ts'
import { route } from '#lib/http/route.ts'

/** E.2 how it goes, and what a person has to look at. */
export const GET = route({ access: 'admin', handle: ({ now }) => loadOverview(now) })
