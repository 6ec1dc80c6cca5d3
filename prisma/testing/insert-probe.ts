import type pg from 'pg'

type Column = { column: string; type: string; udt: string }

/** A value of a type, for a column the question is not about. */
function plainValue(column: Column, labels: Map<string, string>): unknown {
  switch (column.type) {
    case 'uuid':
      return crypto.randomUUID()
    case 'integer':
    case 'bigint':
    case 'numeric':
      return 1
    case 'boolean':
      return true
    case 'timestamp with time zone':
    case 'date':
      return '2026-11-21T00:00:00Z'
    case 'jsonb':
      return '{}'
    case 'text':
      return column.column === 'currency' ? 'INR' : crypto.randomUUID()
    default:
      return labels.get(column.udt)
  }
}

/**
 * Inserts rows of which only what matters is given; every other column that must have a value gets a plain one, also
 * those that point to other tables. Checks and unique indexes answer before such pointers do.
 */
export async function insertProbe(
  client: pg.Client,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  const required = await client.query<Column>(
    `SELECT column_name AS "column", data_type AS type, udt_name AS udt FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
    [table],
  )
  const enums = await client.query<{ name: string; label: string }>(
    `SELECT t.typname AS name, min(e.enumlabel) AS label FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
     GROUP BY t.typname`,
  )
  const labels = new Map(enums.rows.map((row) => [row.name, row.label]))
  const columns = [...new Set([...required.rows.map((row) => row.column), ...rows.flatMap(Object.keys)])]
  const values: unknown[] = []
  const groups = rows.map((row) => {
    const cells = columns.map((name) => {
      const column = required.rows.find((candidate) => candidate.column === name)
      if (!(name in row) && !column) return 'DEFAULT'
      return `$${values.push(column && !(name in row) ? plainValue(column, labels) : row[name])}`
    })
    return `(${cells.join(', ')})`
  })
  const names = columns.map((name) => client.escapeIdentifier(name)).join(', ')
  await client.query(
    `INSERT INTO ${client.escapeIdentifier(table)} (${names}) VALUES ${groups.join(', ')}`,
    values,
  )
}

/** The constraint or index that refuses something, the error's code where neither does; null when nothing refuses. */
export async function refusedBy(client: pg.Client, attempt: () => Promise<void>): Promise<string | null> {
  await client.query('BEGIN')
  try {
    await attempt()
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    return null
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string }
    return constraint ?? code ?? String(error)
  } finally {
    await client.query('ROLLBACK')
  }
}
