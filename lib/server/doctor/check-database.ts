import { readdir, readFile } from 'node:fs/promises'
import { database } from '#lib/db/client.ts'
import { bad, type Finding, good, reasonOf } from './finding.ts'

const migrationsDir = new URL('../../../prisma/migrations/', import.meta.url)

/** S0.15 the database answers, has every migration, and still has what the migrations put into it by hand. */
export async function checkDatabase(): Promise<Finding[]> {
  try {
    await database().$queryRaw`SELECT 1`
  } catch (error) {
    return [
      bad(`Database: ${reasonOf(error)}`, 'check DATABASE_URL, and that the server runs and lets us in'),
    ]
  }
  return [good('Database: it answers'), await checkMigrations(), await checkConstraints()]
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return names.sort()
}

async function checkMigrations(): Promise<Finding> {
  const names = await migrationNames()
  const rows = await database().$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`.catch(
    () => [],
  )
  const applied = new Set(rows.map((row) => row.name))
  const missing = names.filter((name) => !applied.has(name))
  const all = `${names.length} ${names.length === 1 ? 'migration' : 'migrations'}`
  if (missing.length === 0) return good(`Database: ${all}, all applied`)
  return bad(
    `Database: not migrated, missing ${missing.join(', ')}`,
    'npx prisma migrate deploy, or start the app',
  )
}

async function checkConstraints(): Promise<Finding> {
  const wanted = new Set<string>()
  for (const name of await migrationNames()) {
    const sql = await readFile(new URL(`${name}/migration.sql`, migrationsDir), 'utf8')
    for (const [, adds] of sql.matchAll(ADDED)) if (adds) wanted.add(adds)
    for (const [, drops] of sql.matchAll(DROPPED)) if (drops) wanted.delete(drops)
  }
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT conname::text AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'
    UNION ALL SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT viewname::text FROM pg_views WHERE schemaname = 'public'`
  const present = new Set(rows.map((row) => row.name))
  const missing = [...wanted].filter((name) => !present.has(name))
  if (missing.length === 0) return good(`Database: ${wanted.size} constraints, triggers and indexes in force`)
  const fix =
    'somebody removed them by hand: restore them from the end of the migrations in prisma/migrations'
  return bad(`Database: missing or switched off: ${missing.join(', ')}`, fix)
}

/** What keeps the books right, by the statements that make it. */
const ADDED = /(?:ADD CONSTRAINT|CREATE UNIQUE INDEX|CREATE (?:CONSTRAINT )?TRIGGER|CREATE VIEW) "(\w+)"/g
const DROPPED = /DROP (?:CONSTRAINT|INDEX|TRIGGER|VIEW)(?: IF EXISTS)? "(\w+)"/g
