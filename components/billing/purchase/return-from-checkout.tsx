'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { request } from '#components/api/request.ts'
import { purchaseResponse } from '#lib/purchases/schemas.ts'
import { usePurchaseFlow } from './purchase-flow.tsx'

/**
 * Back from a page of the provider's (`?purchase={id}`): says how the purchase stands, as the server knows it. What is
 * a key's is told on its page.
 */
export function ReturnFromCheckout() {
  const search = useSearchParams()
  const router = useRouter()
  const here = usePathname()
  const flow = usePurchaseFlow()
  useEffect(() => {
    const id = search.get('purchase')
    if (!id) return
    const paid = search.get('paid') === 'true'
    let left = false
    request({ path: `/api/purchases/${encodeURIComponent(id)}`, schema: purchaseResponse })
      .then(({ data }) => {
        if (left) return
        const there = data.api_key_id === null ? here : `/keys/${data.api_key_id}`
        if (there !== here) return router.replace(`${there}?${search}`)
        // Taken out of the address, so that a reload or Back does not tell it again.
        router.replace(here, { scroll: false })
        flow.show(data, paid)
      })
      .catch((error: unknown) => {
        if (left) return
        router.replace(here, { scroll: false })
        toast.error(error instanceof Error ? error.message : 'The purchase could not be looked up')
      })
    return () => {
      left = true
    }
  }, [search, router, here, flow])
  return null
}
