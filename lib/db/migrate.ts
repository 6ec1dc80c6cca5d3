import pg from 'pg'
import { readMigrations, withSchemaEngine } from './schema-engine.ts'

/** Any constant: two processes that start at once take turns. */
const MIGRATION_LOCK = 7_225_661

/** Applies what is missing of `prisma/migrations`, as `prisma migrate deploy` would. Answers the names applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const migrationsList = await readMigrations()
    const filters = { externalTables: [], externalEnums: [] }
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const applied = await engine.applyMigrations({ migrationsList, filters })
      return applied.appliedMigrationNames
    })
  } finally {
    await lock.end()
  }
}
