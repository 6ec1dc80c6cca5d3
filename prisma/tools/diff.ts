/**
 * Prints the SQL that takes a database from one version of the schema to the one in the working tree.
 * Usage: npm run -s db:diff [old-schema.prisma] — without a file, from an empty database.
 */
import { readFile } from 'node:fs/promises'
import { readSchema, withSchemaEngine } from '#lib/db/schema-engine.ts'
import { startThrowawayPostgres } from '#lib/db/throwaway-postgres.ts'

const older = process.argv[2]
const from = older
  ? {
      tag: 'schemaDatamodel' as const,
      files: [{ path: 'old.prisma', content: await readFile(older, 'utf8') }],
    }
  : { tag: 'empty' as const }
const to = {
  tag: 'schemaDatamodel' as const,
  files: [{ path: 'schema.prisma', content: await readSchema() }],
}
const filters = { externalTables: [], externalEnums: [] }

const postgres = await startThrowawayPostgres({ database: 'diff' })
try {
  const result = await withSchemaEngine(postgres.url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters }),
  )
  process.stdout.write(result.stdout ?? '')
} finally {
  await postgres.stop()
}
