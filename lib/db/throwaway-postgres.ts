import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

/** A PostgreSQL for one run of a tool or a test suite: fast rather than durable, and gone when stopped. */
export async function startThrowawayPostgres(options: {
  database: string
  /** As in production: for measurements. */
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  const dir = await mkdtemp(path.join(tmpdir(), 'tackon-database-'))
  const speed = options.durable ? [] : ['fsync=off', 'full_page_writes=off']
  const settings = [...speed, 'max_connections=300', 'timezone=UTC']
  await chmod(dir, 0o755)
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dir, 'cluster'),
    database: options.database,
    settings,
  })
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
