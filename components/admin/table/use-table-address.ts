'use client'

import { usePathname, useSearchParams } from 'next/navigation'

export type TableAddress = {
  /** What the page's address says: filters, order and page. */
  search: URLSearchParams
  /** Narrows or orders: the list starts from its first page again. */
  set: (values: Record<string, string | null>, options?: { replace?: boolean }) => void
  goTo: (page: number) => void
}

/**
 * Filters, order and page of a list stand in the page's address: it can be sent to somebody, and Back leads back. The
 * page itself is not asked for again, only its rows.
 */
export function useTableAddress(): TableAddress {
  const path = usePathname()
  const search = new URLSearchParams(useSearchParams())
  // What it says now, not what it said when this was rendered: a search asks a moment later.
  const current = () => new URLSearchParams(window.location.search)
  const write = (next: URLSearchParams, replace: boolean) => {
    const url = next.size === 0 ? path : `${path}?${next}`
    if (replace) window.history.replaceState(null, '', url)
    else window.history.pushState(null, '', url)
  }
  return {
    search,
    set: (values, { replace = false } = {}) => {
      const next = current()
      next.delete('page')
      for (const [name, value] of Object.entries(values)) {
        if (value === null || value === '') next.delete(name)
        else next.set(name, value)
      }
      write(next, replace)
    },
    goTo: (page) => {
      const next = current()
      if (page === 1) next.delete('page')
      else next.set('page', String(page))
      write(next, false)
    },
  }
}
