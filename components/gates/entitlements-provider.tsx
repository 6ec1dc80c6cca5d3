'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { request } from '#components/api/request.ts'
import { type EntitlementsResponse, entitlementsResponse } from '#lib/entitlements/schemas.ts'
import { isSameEntitlements, newerOf, untilNextLook } from './entitlements-age.ts'
import { gateKeys } from './gate-keys.ts'
import { useIsFed } from './holdings-feed.tsx'

/** How often to look where changes are not heard of, in milliseconds. */
const POLL_MS = 15_000

const EntitlementsContext = createContext<EntitlementsResponse | null>(null)

/** What the customer may do, as the server last said it; null for who acts for no customer. */
export const useEntitlements = (): EntitlementsResponse | null => useContext(EntitlementsContext)

type EntitlementsProviderProps = { rendered: EntitlementsResponse; children: ReactNode }

/**
 * What the server rendered the page with, and keeps it true: when the answer becomes another one, the server renders
 * the page again, without a reload. The server decides; this only notices that there is something to decide anew.
 */
export function EntitlementsProvider({ rendered, children }: EntitlementsProviderProps) {
  const router = useRouter()
  const client = useQueryClient()
  const isFed = useIsFed()
  const { code } = rendered.family
  const { data: fetched } = useQuery({
    queryKey: gateKeys.family(code),
    queryFn: async ({ signal }) => {
      const path = `/api/entitlements?family=${encodeURIComponent(code)}`
      return (await request({ path, schema: entitlementsResponse, signal })).data
    },
    initialData: rendered,
    refetchInterval: isFed ? false : POLL_MS,
  })
  const current = newerOf(rendered, fetched)

  useEffect(() => {
    if (newerOf(rendered, fetched) === fetched && !isSameEntitlements(rendered, fetched)) router.refresh()
  }, [rendered, fetched, router])

  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: gateKeys.family(code) })
    const wait = untilNextLook(current)
    if (wait === null) return
    const timer = setTimeout(look, wait)
    return () => clearTimeout(timer)
  }, [current, code, client])

  return <EntitlementsContext value={current}>{children}</EntitlementsContext>
}
