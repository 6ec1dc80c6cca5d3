'use client'

import { useEffect, useEffectEvent, useState } from 'react'

/** Refused or unreachable for good: another attempt after this long, in milliseconds. */
const RETRY_MS = 15_000
/** Everybody was told at once that something may have been missed: nobody has to look in the same moment. */
const SPREAD_MS = 3_000

/**
 * Listens for changes of what the customer holds, for as long as somebody can see the page: a page in the background
 * keeps no connection, and looks when it is looked at again.
 *
 * @param onNews `opened`: listening began, what was before is not known; `changed`: look now
 * @returns whether it listens
 */
export function useHoldingsFeed(onNews: (news: 'opened' | 'changed') => void): boolean {
  const [connected, setConnected] = useState(false)
  const tell = useEffectEvent(onNews)
  useEffect(() => {
    let source: EventSource | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const close = () => {
      clearTimeout(timer)
      source?.close()
      source = null
      setConnected(false)
    }
    const open = () => {
      close()
      source = new EventSource('/api/entitlements/changes')
      source.onopen = () => {
        setConnected(true)
        tell('opened')
      }
      source.onmessage = ({ data }: MessageEvent<string>) => {
        clearTimeout(timer)
        if (data === 'changed') tell('changed')
        else timer = setTimeout(() => tell('changed'), Math.random() * SPREAD_MS)
      }
      source.onerror = () => {
        setConnected(false)
        // The browser comes back by itself, unless it was refused.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS)
      }
    }
    const follow = () => (document.visibilityState === 'visible' ? open() : close())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      close()
    }
  }, [])
  return connected
}
