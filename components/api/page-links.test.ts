import { describe, expect, it } from 'vitest'
import { pageLinks } from './page-links.ts'

describe('E.5 pages of a list', () => {
  it('finds the pages before and after', () => {
    const link =
      '</api/billing/payments?page=3&per_page=20>; rel="next", </api/billing/payments?page=1&per_page=20>; rel="prev"'
    expect(pageLinks(new Headers({ link }))).toEqual({ next: '3', prev: '1' })
  })

  it('finds nothing on an only page', () => {
    expect(pageLinks(new Headers())).toEqual({ next: null, prev: null })
  })
})
