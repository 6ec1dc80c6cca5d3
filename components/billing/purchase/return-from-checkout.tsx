'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { request } from '#components/api/request.ts'
import { purchaseResponse } from '#lib/purchases/schemas.ts'
import { usePurchaseFlow } from './purchase-flow.tsx'

/** Back from a page of the provider's (`?purchase={id}`): says how the purchase stands, as the server knows it. */
export function ReturnFromCheckout() {
  const search = useSearchParams()
  const router = useRouter()
  const flow = usePurchaseFlow()
  useEffect(() => {
    const id = search.get('purchase')
    if (!id) return
    const paid = search.get('paid') === 'true'
    router.replace('/billing', { scroll: false })
    request({ path: `/api/purchases/${encodeURIComponent(id)}`, schema: purchaseResponse })
      .then(({ data }) => flow.show(data, paid))
      .catch((error: unknown) => {
        toast.error(error instanceof Error ? error.message : 'The purchase could not be looked up')
      })
  }, [search, router, flow])
  return null
}
