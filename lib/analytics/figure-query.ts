import { z } from 'zod'
import { searchFilter, tableQuery } from '#lib/admin/table.ts'
import { scopeQuery } from './schemas.ts'

const moment = z.iso.datetime().refine((text) => text >= '1900', { error: 'Must be an instant since 1900.' })

/** What the rows behind a figure are asked with: its scope, and the two instants that came with it. */
const windowQuery = { ...scopeQuery, from: moment, to: moment }

/** What of a question decides which rows there are. */
export const asked = z.object(windowQuery)
export type Asked = z.output<typeof asked>

/** The query of a figure's list. */
export function figureQuery<Filters extends z.ZodRawShape>(options: {
  sorts: readonly string[]
  sort: string
  filters: Filters
}) {
  const { filters } = options
  return tableQuery({ ...options, filters: { ...windowQuery, q: searchFilter, ...filters } })
}

export function windowOf({ from, to }: Asked): { from: Temporal.Instant; to: Temporal.Instant } {
  return { from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) }
}
