'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '#components/api/request.ts'
import { useDebounced } from '#components/api/use-debounced.ts'
import { creditPreview } from '#lib/admin/invoice-desk-schemas.ts'

type Item = { lineId: string; amountMinor: number }

/** What a credit of these lines comes to, as the server works it out; null until that is known of exactly these. */
export function useCreditPreview(invoiceId: string, items: readonly Item[]) {
  const wanted = items.map(({ lineId, amountMinor }) => `${lineId}:${amountMinor}`).join(',')
  const asked = useDebounced(wanted, 250)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['admin', 'invoice', invoiceId, 'credit', asked],
    queryFn: async ({ signal }) => {
      const path = `/api/admin/invoices/${invoiceId}/credit?items=${asked}`
      return (await request({ path, schema: creditPreview, signal })).data
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const isThis = asked === wanted && wanted !== '' && !isPlaceholderData
  return { credit: isThis ? (data ?? null) : null, error: isThis ? error : null }
}
