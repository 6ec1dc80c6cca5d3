'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { findLinkedWish, readLinkedWish } from './find-linked-wish.ts'
import { usePurchaseFlow } from './purchase-flow.tsx'

/** Opens at once what the address asks for: a renewal from a reminder, an add-on or a pack from an offer. */
export function BuyFromLink() {
  const search = useSearchParams()
  const router = useRouter()
  const here = usePathname()
  const flow = usePurchaseFlow()
  const apiKeyId = useBillingScope()?.api_key_id ?? null
  useEffect(() => {
    const link = readLinkedWish(search)
    if (!link) return
    let left = false
    const offer = async () => {
      const wish = await findLinkedWish(link, apiKeyId)
      if (left) return
      // Taken out of the address, so that a reload or Back does not offer it again.
      router.replace(here, { scroll: false })
      if (typeof wish === 'string') toast.info(wish)
      else flow.buy(wish)
    }
    offer().catch((error: unknown) => {
      if (!left) toast.error(error instanceof Error ? error.message : 'The purchase could not be prepared')
    })
    return () => {
      left = true
    }
  }, [search, router, here, flow, apiKeyId])
  return null
}
