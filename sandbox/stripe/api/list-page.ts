import type { DocumentTable, Value } from '../../store/document-table.ts'
import { type ListObject, listObject } from '../objects/list.ts'
import { noSuch, StripeError } from './stripe-error.ts'

export type PageInput = {
  readonly limit?: number | undefined
  readonly starting_after?: string | undefined
  readonly ending_before?: string | undefined
}

/** Newest first, `limit` (1–100, default 10) at a time; filters that are undefined do not filter. */
export function listPage<Document extends { readonly id: string }>(
  table: DocumentTable<Document>,
  query: {
    readonly url: string
    readonly what: string
    readonly page: PageInput
    readonly filters: Readonly<Record<string, Value | undefined>>
  },
): ListObject<Document> {
  const { url, what, page, filters } = query
  const limit = readLimit(page)
  const cursor = readCursor(page)
  if (cursor && !table.find(cursor.id))
    throw noSuch({ what, id: cursor.id, param: cursor.param, status: 400 })
  const given = Object.entries(filters).filter((filter): filter is [string, Value] => filter[1] !== undefined)
  const found = table.page({
    where: given.map(([condition]) => condition).join(' and ') || 'true',
    values: given.map(([, value]) => value),
    count: limit + 1,
    ...(cursor ? { [cursor.way]: cursor.id } : {}),
  })
  const hasMore = found.length > limit
  // Going backwards, the one too many is the newest.
  const data = hasMore ? (cursor?.way === 'before' ? found.slice(1) : found.slice(0, limit)) : found
  return listObject({ data, url, hasMore })
}

export function readLimit({ limit = 10 }: PageInput): number {
  const message =
    limit < 1
      ? 'This value must be greater than or equal to 1.'
      : 'This value must be less than or equal to 100.'
  if (limit < 1 || limit > 100)
    throw new StripeError({ param: 'limit', code: 'parameter_invalid_integer', message })
  return limit
}

function readCursor({ starting_after: after, ending_before: before }: PageInput) {
  if (after !== undefined && before !== undefined) {
    const message = 'You cannot parameterize both starting_after and ending_before.'
    throw new StripeError({ param: 'starting_after', message })
  }
  if (after !== undefined) return { id: after, param: 'starting_after', way: 'after' as const }
  return before === undefined ? null : { id: before, param: 'ending_before', way: 'before' as const }
}

/** The conditions of a `created` parameter, for `filters`. */
export function createdFilters(
  created: number | { gt?: number; gte?: number; lt?: number; lte?: number } | undefined,
): Record<string, number | undefined> {
  if (typeof created === 'number') return { 'created = ?': created }
  return {
    'created > ?': created?.gt,
    'created >= ?': created?.gte,
    'created < ?': created?.lt,
    'created <= ?': created?.lte,
  }
}
