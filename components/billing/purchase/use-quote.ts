'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { intentKey } from '#components/api/intent-key.ts'
import { request } from '#components/api/request.ts'
import { useDebounced } from '#components/api/use-debounced.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { quoteResponse } from '#lib/purchases/schemas.ts'

/** A quote holds ten minutes; asking again a little earlier keeps the price on the button true. */
const REFRESH_MS = 9 * 60_000

type AddonChange =
  | { action: 'add'; code: string; quantity: number; months?: number }
  | { action: 'set'; code: string; quantity: number }
  | { action: 'renew'; code: string }

/** What `POST /api/quotes` is asked. */
export type QuoteWish = { plan?: string; addons: AddonChange[]; auto_renew?: true }

const NOTHING = JSON.stringify({ addons: [] } satisfies QuoteWish)

/** The server's price for a wish; none is asked for an empty one. `settled` is false while the quote shown still belongs to an earlier quantity. */
export function useQuote(wish: QuoteWish) {
  const scope = useBillingScope()
  const text = JSON.stringify(wish)
  const asked = useDebounced(text, 250)
  const query = useQuery({
    queryKey: [...billingKeys.quote(asked), scope],
    queryFn: async ({ signal }) => {
      const { data } = await request({
        method: 'POST',
        path: '/api/quotes',
        body: { ...JSON.parse(asked), ...scope },
        schema: quoteResponse,
        idempotencyKey: intentKey(),
        signal,
      })
      return data
    },
    enabled: asked !== NOTHING,
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  })
  return { ...query, settled: query.isSuccess && !query.isPlaceholderData && asked === text }
}
