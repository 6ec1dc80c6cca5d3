'use client'

import type { TableAddress } from '#components/admin/table/use-table-address.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { analytics } from '#lib/analytics/schemas.ts'

const ASKED = ['family', 'currency', 'from', 'to', 'bucket']

/** The figures the page's address asks for. What else stands there is not for the API. */
export function useAnalytics(address: TableAddress) {
  const asked = ASKED.flatMap((name) => {
    const value = address.search.get(name)
    return value ? [[name, value]] : []
  })
  const query = new URLSearchParams(asked).toString()
  return useApiQuery({
    key: ['admin', 'analytics', query],
    path: `/api/admin/analytics?${query}`,
    schema: analytics,
    keepPrevious: true,
  })
}
