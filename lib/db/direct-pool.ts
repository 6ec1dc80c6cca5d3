import pg from 'pg'

/** A query that has not answered by then is given up, in milliseconds; its connection with it. */
const PATIENCE_MS = 8_000
const CONNECT_MS = 3_000

const shared = globalThis as { tackonDirectPool?: pg.Pool }

/**
 * A few connections beside Prisma's, for the one statement that is asked thousands of times a second: every layer in
 * between would cost more than the statement.
 */
export function directPool(): pg.Pool {
  if (shared.tackonDirectPool) return shared.tackonDirectPool
  const pool = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: 3,
    query_timeout: PATIENCE_MS,
    connectionTimeoutMillis: CONNECT_MS,
  })
  // An idle connection was lost. The next query opens another, or fails and says so.
  pool.on('error', () => {})
  shared.tackonDirectPool = pool
  return pool
}

/** Closes the connections, for a process that is about to end. */
export async function closeDirectPool(): Promise<void> {
  const pool = shared.tackonDirectPool
  shared.tackonDirectPool = undefined
  await pool?.end()
}
