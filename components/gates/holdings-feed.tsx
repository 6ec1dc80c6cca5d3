'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { gateKeys } from './gate-keys.ts'
import { useHoldingsFeed } from './use-holdings-feed.ts'

const FeedContext = createContext(false)

/** Whether changes of what is held are heard of as they happen; without it they are looked for now and then. */
export const useIsFed = (): boolean => useContext(FeedContext)

/** Keeps everything below up to date when the customer's holdings change: bought in another tab, ended, refunded. */
export function HoldingsFeed({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const connected = useHoldingsFeed((news) => {
    void client.invalidateQueries({ queryKey: gateKeys.all })
    // A page that has just opened has just asked for the rest.
    if (news === 'changed') void client.invalidateQueries({ queryKey: billingKeys.held })
  })
  return <FeedContext value={connected}>{children}</FeedContext>
}
