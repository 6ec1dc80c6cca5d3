/**
 * Prints the SQL that takes a database from one version of the schema to the one in the working tree.
 * Usage: npm run -s db:diff [old-schema.prisma] — without a file, from an empty database.
 */
import { readFile } from 'node:fs/promises'
import { openSchemaEngine } from '#lib/db/schema-engine.ts'
import { startThrowawayPostgres } from '#lib/db/throwaway-postgres.ts'

const schema = await readFile(new URL('../schema.prisma', import.meta.url), 'utf8')
const older = process.argv[2]
const postgres = await startThrowawayPostgres({ database: 'diff' })
const engine = await openSchemaEngine({ databaseUrl: postgres.url, schema })
const result = await engine.diff({
  from: older
    ? { tag: 'schemaDatamodel', files: [{ path: 'old.prisma', content: await readFile(older, 'utf8') }] }
    : { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
process.stdout.write(result.stdout ?? '')
engine.free()
await postgres.stop()
