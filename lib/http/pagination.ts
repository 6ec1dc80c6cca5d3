import { wholeNumberText } from './query-values.ts'

const DEFAULT_PER_PAGE = 20
const MAX_PER_PAGE = 100
const MAX_PAGE = 100_000

/** `page` and `per_page` of a list (E.5). Spread into the strict object of a route's query. */
export const pageQuery = {
  page: wholeNumberText({ min: 1, max: MAX_PAGE }).default(1),
  per_page: wholeNumberText({ min: 1, max: MAX_PER_PAGE }).default(DEFAULT_PER_PAGE),
}

/** The `Link` header of a list (RFC 8288): the request's own address with other query values. */
function linkHeader(
  request: Request,
  links: { next?: Record<string, string>; prev?: Record<string, string> },
): Record<string, string> {
  const url = new URL(request.url)
  const parts = (['next', 'prev'] as const).flatMap((rel) => {
    const values = links[rel]
    if (!values) return []
    const search = new URLSearchParams({ ...Object.fromEntries(url.searchParams), ...values })
    return [`<${url.pathname}?${search}>; rel="${rel}"`]
  })
  return parts.length === 0 ? {} : { link: parts.join(', ') }
}

/** As `linkHeader`, for numbered pages. */
export function pageLinks(
  request: Request,
  list: { page: number; per_page: number; hasMore: boolean },
): Record<string, string> {
  const at = (page: number) => ({ page: String(page), per_page: String(list.per_page) })
  return linkHeader(request, {
    ...(list.hasMore ? { next: at(list.page + 1) } : {}),
    ...(list.page > 1 ? { prev: at(list.page - 1) } : {}),
  })
}
