import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'

/** `--fresh`: throws the instance's data away. A database server that a killed start left running is stopped first. */
export async function emptyData(options: { dataDir: string; clusterDir: string }): Promise<void> {
  const { dataDir, clusterDir } = options
  if (await exists(path.join(clusterDir, 'postmaster.pid'))) {
    const server = await startEmbeddedPostgres({ dataDir: clusterDir, database: 'tackon' })
    await server.stop()
  }
  await rm(clusterDir, { recursive: true, force: true })
  const ours = ['postgres', 'sandbox', 'logs', 'secrets.json', 'demo.json', 'running.json']
  for (const name of ours) await rm(path.join(dataDir, name), { recursive: true, force: true })
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
