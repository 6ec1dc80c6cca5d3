import { hash } from 'node:crypto'

/** Every connection keeps what it has prepared; tables with filters have as many texts as there are filters. */
const MOST_NAMES = 1_000

const names = new Map<string, string>()

/**
 * The name PostgreSQL keeps a statement under, so that it is parsed and planned once for a connection and not with every
 * query, which for the large reads takes longer than the query. Empty: not kept. Made of the statement: routes are bundled
 * apart from the server that hosts them, and both use the same connections.
 */
export function nameStatement({ sql }: { sql: string }): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MOST_NAMES) return ''
  const name = `tackon_${hash('sha256', sql, 'base64url')}`
  names.set(sql, name)
  return name
}
