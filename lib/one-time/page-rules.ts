import type { PageMeta } from './schemas.ts'

/** Where a page of a list stands. A list of nothing has no pages; past the last page there is no next one. */
export function pageMetaOf(options: { page: number; perPage: number; total: number }): PageMeta {
  const { page, perPage, total } = options
  const pages = Math.ceil(total / perPage)
  return {
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
    total_pages: pages,
    total_count: total,
  }
}
