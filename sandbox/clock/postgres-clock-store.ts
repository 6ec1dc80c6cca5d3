import pg from 'pg'
import { conflict } from '../http/problem.ts'
import type { ClockStore, WaitingWork } from './clock-store.ts'

type WaitingRow = { readonly kind: string; readonly subject: string; readonly due_ms: string }

const undefinedTable = '42P01'

/**
 * The clock of a running product: table `system_clock` and view `waiting_work` of the app's database, and the
 * channel `tackon_clock` its workers listen on. Before the app's migrations ran, the clock stands at real time.
 */
export function postgresClockStore({ databaseUrl }: { readonly databaseUrl: string }): ClockStore {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 5000 })
  // An idle connection that breaks (the database restarts) must not end the process; the next query reconnects.
  pool.on('error', () => {})
  let lastKnownOffsetMs = 0

  return {
    async readOffsetMs() {
      try {
        const { rows } = await pool.query<{ offset_ms: string }>(
          'select offset_ms from system_clock where id = 1',
        )
        lastKnownOffsetMs = Number(rows[0]?.offset_ms ?? 0)
      } catch {
        // The provider goes on while the app's database is away, on the time it knew last.
      }
      return lastKnownOffsetMs
    },
    async writeOffsetMs(offsetMs) {
      try {
        await pool.query(
          `insert into system_clock (id, offset_ms) values (1, $1)
           on conflict (id) do update set offset_ms = greatest(system_clock.offset_ms, excluded.offset_ms)`,
          [offsetMs],
        )
        lastKnownOffsetMs = Math.max(lastKnownOffsetMs, offsetMs)
      } catch {
        const detail = "The clock lives in the app's database, which is not reachable or not migrated yet."
        throw conflict({ code: 'clock_unavailable', detail })
      }
    },
    async waitingAt(at) {
      const { rows } = await tolerant(
        pool.query<WaitingRow>(
          `select kind, subject, floor(extract(epoch from due_at) * 1000)::bigint as due_ms
           from waiting_work where due_at <= $1 order by due_at limit 50`,
          [at.toString()],
        ),
      )
      return rows.map(toWork)
    },
    async nextDueAfter(after) {
      const { rows } = await tolerant(
        pool.query<{ due_ms: string | null }>(
          // Rounded up: at the step's instant the row must really be due.
          'select ceil(extract(epoch from min(due_at)) * 1000)::bigint as due_ms from waiting_work where due_at > $1',
          [after.toString()],
        ),
      )
      const due = rows[0]?.due_ms
      return due == null ? null : Temporal.Instant.fromEpochMilliseconds(Number(due))
    },
    async wakeApp() {
      await tolerant(pool.query("select pg_notify('tackon_clock', '')"))
    },
    close: () => pool.end(),
  }
}

function toWork(row: WaitingRow): WaitingWork {
  return {
    kind: row.kind,
    subject: row.subject,
    dueAt: Temporal.Instant.fromEpochMilliseconds(Number(row.due_ms)),
  }
}

/** No view yet, or no database at the moment, means that nothing is known to wait. */
async function tolerant<Row>(query: Promise<{ rows: Row[] }>): Promise<{ rows: Row[] }> {
  try {
    return await query
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== undefined && code !== undefinedTable) console.error('sandbox: app database:', error)
    return { rows: [] }
  }
}
