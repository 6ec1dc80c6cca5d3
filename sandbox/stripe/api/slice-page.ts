import { type ListObject, listObject } from '../objects/list.ts'
import { type PageInput, readLimit } from './list-page.ts'

/** A page of what an object carries with it, in its own order. */
export function slicePage<Item extends { readonly id: string }>(
  all: readonly Item[],
  { url, page }: { readonly url: string; readonly page: PageInput },
): ListObject<Item> {
  const { starting_after: after } = page
  const limit = readLimit(page)
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
  return listObject({ data: all.slice(from, from + limit), url, hasMore: from + limit < all.length })
}
