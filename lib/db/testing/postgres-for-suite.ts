import { runMigrations } from 'graphile-worker'
import type { TestProject } from 'vitest/node'
import { migrate } from '../migrate.ts'
import { startThrowawayPostgres } from '../throwaway-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    templateDatabaseUrl: string
  }
}

/** One PostgreSQL per run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject) {
  const postgres = await startThrowawayPostgres({ database: 'template_tackon' })
  await migrate(postgres.url)
  await runMigrations({ connectionString: postgres.url })
  project.provide('templateDatabaseUrl', postgres.url)
  return () => postgres.stop()
}
