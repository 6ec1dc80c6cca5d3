import { z } from 'zod'

/** A page of a list of the desk, and how many rows there are on all pages. */
export function tablePage<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), page: z.int(), perPage: z.int(), total: z.int() })
}

/** Minor units; exact as a JSON number up to 2^53. */
export const minor = z.int()
export const instant = z.iso.datetime()
export const named = z.object({ code: z.string(), name: z.string() })

/** Who a row is about. */
export const customerRef = z.object({ id: z.uuid(), name: z.string(), email: z.string() })
