'use client'

import { useEffect, useState } from 'react'

/**
 * How many milliseconds are left until `until`, as the product's clock goes: it may be another than the browser's. Moves
 * on each ten seconds.
 *
 * @param known an instant of that clock, and when it was heard of, in milliseconds of the browser's
 */
export function useTimeUntil(until: string, known: { asOf: string; heardAt: number }): number {
  const [now, setNow] = useState(known.heardAt)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const since = Math.max(0, now - known.heardAt)
  return Math.max(0, Date.parse(until) - Date.parse(known.asOf) - since)
}
