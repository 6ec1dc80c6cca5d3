'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { type PurchaseResponse, purchaseResponse } from '#lib/purchases/schemas.ts'

/** Whether a purchase may still become another one. */
const isOpen = ({ status }: Pick<PurchaseResponse, 'status'>): boolean =>
  status === 'pending' || status === 'paid'

/** Keeps asking how a purchase stands until it is over, then has everything it may have changed fetched anew. */
export function usePurchase(start: PurchaseResponse) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: billingKeys.purchase(start.id),
    queryFn: async ({ signal }) => {
      const { data } = await request({ path: `/api/purchases/${start.id}`, schema: purchaseResponse, signal })
      return data
    },
    initialData: start,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) => {
      if (state.data && !isOpen(state.data)) return false
      return state.dataUpdateCount < 20 ? 1_000 : 5_000
    },
  })
  const status = query.data.status
  useEffect(() => {
    if (status !== 'pending') void client.invalidateQueries({ queryKey: billingKeys.held })
  }, [status, client])
  return query
}
