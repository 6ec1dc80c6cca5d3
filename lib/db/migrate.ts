import pg from 'pg'
import { openSchemaEngine, readMigrations } from './schema-engine.ts'

/** Any constant: two processes that start at once take turns. */
const MIGRATION_LOCK = 7_225_661

/** Applies what is missing of `prisma/migrations`, as `prisma migrate deploy` would. Answers the names applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const engine = await openSchemaEngine({ databaseUrl })
    try {
      const applied = await engine.applyMigrations({
        migrationsList: await readMigrations(),
        filters: { externalTables: [], externalEnums: [] },
      })
      return applied.appliedMigrationNames
    } finally {
      engine.free()
    }
  } finally {
    await lock.end()
  }
}
