import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pageLinks, pageQuery } from './pagination.ts'

const query = z.strictObject(pageQuery)
const request = (search: string) => new Request(`http://localhost:3000/api/list${search}`)

describe('E.5 lists are paginated', () => {
  it('has defaults', () => expect(query.parse({})).toEqual({ page: 1, per_page: 20 }))

  it.each([
    { page: '0' },
    { page: '-1' },
    { page: '1.5' },
    { page: '1e3' },
    { page: ' 1' },
    { page: '' },
    { page: '99999999999999999999' },
    { page: '9007199254740993' },
    { per_page: '101' },
    { per_page: '0' },
    { limit: '5' },
    { page: ['1', '2'] },
  ])('refuses %j', (input) => expect(query.safeParse(input).success).toBe(false))

  it('links to what is before and after, keeping the rest of the query', () => {
    const links = pageLinks(request('?status=active&page=2'), { page: 2, per_page: 10, hasMore: true })
    expect(links.link).toBe(
      '</api/list?status=active&page=3&per_page=10>; rel="next", </api/list?status=active&page=1&per_page=10>; rel="prev"',
    )
    expect(pageLinks(request(''), { page: 1, per_page: 10, hasMore: false })).toEqual({})
  })

  it('cannot be led out of its header by the query', () => {
    const links = pageLinks(request('?x=%0d%0aset-cookie:a%3E'), { page: 1, per_page: 10, hasMore: true })
    expect(links.link).not.toMatch(/[\r\n]|>.*>/)
  })
})
