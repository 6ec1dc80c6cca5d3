'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import { request } from '#components/api/request.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'
import { usePurchaseFlow } from './purchase-flow.tsx'

const list = z.array(userAddonResponse)
const heldAs = async (status: string) =>
  (await request({ path: `/api/addons/my-addons?status=${status}`, schema: list })).data

/**
 * `/billing?renew={id}`, from a reminder: offers the next period at once. One that has ended in the meantime is
 * offered to be bought again, as many as there were.
 */
export function RenewFromLink() {
  const id = useSearchParams().get('renew')
  const router = useRouter()
  const flow = usePurchaseFlow()
  useEffect(() => {
    if (!id) return
    let left = false
    const offer = async () => {
      const held = (await heldAs('active')).find((addon) => addon.id === id)
      const ended = held ? undefined : (await heldAs('expired')).find((addon) => addon.id === id)
      if (left) return
      // Taken out of the address, so that a reload or Back does not offer it again.
      router.replace('/billing', { scroll: false })
      if (held) flow.buy({ action: 'renew', code: held.addon_id, name: held.addon_name })
      else if (ended) {
        const { addon_id: code, addon_name: name, quantity } = ended
        flow.buy({ action: 'add', code, name, quantity, max: quantity })
      } else toast.info('This add-on is not there to be renewed any more')
    }
    offer().catch((error: unknown) => {
      if (!left) toast.error(error instanceof Error ? error.message : 'The renewal could not be prepared')
    })
    return () => {
      left = true
    }
  }, [id, router, flow])
  return null
}
