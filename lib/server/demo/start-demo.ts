import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { migrate } from '#lib/db/migrate.ts'
import { buildApp } from '../build/build-app.ts'
import { generateClient } from '../build/generate-client.ts'
import { type Child, startChild } from './child.ts'
import { clusterDir } from './cluster-dir.ts'
import {
  appEnvironment,
  type SandboxAddresses,
  sandboxEnvironment,
  sandboxReady,
} from './demo-environment.ts'
import { readKnownAccounts, writeDemoFile } from './demo-file.ts'
import { emptyData } from './empty-data.ts'
import { waitForPort } from './ports.ts'
import { printWelcome } from './print-welcome.ts'
import { progress } from './progress.ts'
import { findRunning, removeRunning, writeRunning } from './running-file.ts'
import { keepSecrets } from './secrets.ts'
import { waitUntilHealthy } from './wait-until-healthy.ts'
import { watchServer } from './watch-server.ts'

type DemoOptions = { root: string; dataDir: string; port: number; fresh: boolean }
type Stop = () => Promise<void>
/** Something the instance cannot be without. */
type Part = Pick<Child, 'name' | 'ended'>

/** What the person at the terminal can do something about. Shown without a stack. */
export class DemoTrouble extends Error {
  override readonly name = 'DemoTrouble'
}

/**
 * The whole product on one machine, without a key: database, provider sandbox, pages and workers, as one tree of
 * processes. Returns when the signal says so, or throws when a part of it ends by itself; either way everything it
 * started has stopped by then.
 */
export async function startDemo(options: DemoOptions & { signal: AbortSignal }): Promise<void> {
  const stops: Stop[] = []
  try {
    const parts = await bringUp(options, (stop) => stops.unshift(stop))
    const ended = parts.map(async (part) => {
      await part.ended
      if (!options.signal.aborted)
        throw new DemoTrouble(`the ${part.name} ended by itself; see ${options.dataDir}/logs`)
    })
    await Promise.race([aborted(options.signal), ...ended])
  } catch (error) {
    // Interrupted on the way up: whatever failed, failed because of it.
    if (!options.signal.aborted) throw error
  } finally {
    for (const stop of stops) await stop().catch((error: unknown) => console.error('While stopping:', error))
  }
}

async function bringUp(
  options: DemoOptions & { signal: AbortSignal },
  onStop: (stop: Stop) => void,
): Promise<Part[]> {
  const { root, dataDir, signal } = options
  const { step } = progress()
  await refuseSecondStart(dataDir)
  // Taken now and kept: the pages may take a minute, in which somebody else could take it.
  const claim = await waitForPort({ port: options.port, host: process.env.HOST || 'localhost' }, 5_000)
  if (!claim) {
    throw new DemoTrouble(
      `Port ${options.port} is in use. Free it, or choose another: PORT=${options.port + 1} npm start`,
    )
  }
  const { port, listeners } = claim
  onStop(async () => {
    for (const listener of listeners) listener.close()
  })
  const appUrl = `http://localhost:${port}`
  await mkdir(path.join(dataDir, 'logs'), { recursive: true })
  const cluster = await clusterDir(dataDir)
  if (options.fresh) {
    await step('Emptying the data', () => emptyData({ dataDir, clusterDir: cluster }))
    await mkdir(path.join(dataDir, 'logs'), { recursive: true })
  }
  const log = await open(path.join(dataDir, 'logs', 'app.log'), 'a')
  onStop(() => log.close())
  const secrets = await keepSecrets(dataDir)
  await step(
    'Database client',
    () => generateClient(root),
    (made) => (made ? 'generated' : 'up to date'),
  )
  signal.throwIfAborted()

  // The build takes both cores for a while; the database can be made ready beside it.
  const failed = new AbortController()
  const building = step(
    'Pages',
    () => buildApp(root, AbortSignal.any([signal, failed.signal])),
    (built) => (built ? 'built' : 'up to date'),
  )
  const preparing = prepare()
  preparing.catch(() => failed.abort())
  await Promise.allSettled([building, preparing])
  const { environment, sandbox, parts } = await preparing
  await building
  signal.throwIfAborted()

  const app = await step('App and workers', async () => {
    const child = await startChild({
      name: 'app',
      script: 'lib/server/main.ts',
      cwd: root,
      env: environment,
      log,
      listeners,
    })
    onStop(child.stop)
    await waitUntilHealthy(appUrl, signal)
    return child
  })
  const accounts = await readKnownAccounts(dataDir)
  printWelcome({ appUrl, sandbox, accounts, dataDir })
  return [...parts, app]

  async function prepare() {
    const postgres = await step(
      'PostgreSQL',
      () => startEmbeddedPostgres({ dataDir: cluster, database: 'tackon', settings: ['timezone=UTC'] }),
      (started) => `port ${started.port}`,
    )
    onStop(postgres.stop)
    const database = await watchServer(cluster)
    onStop(database.stopWatching)
    signal.throwIfAborted()
    const databaseUrl = postgres.url
    await step(
      'Migrations',
      async () => {
        const applied = await migrate(databaseUrl)
        await runMigrations({ connectionString: databaseUrl })
        return applied
      },
      (applied) => (applied.length === 0 ? 'up to date' : `${applied.length} applied`),
    )
    signal.throwIfAborted()
    const [sandboxChild, sandbox] = await step(
      'Payment sandbox',
      async (): Promise<[Child, SandboxAddresses]> => {
        const env = sandboxEnvironment({ dataDir, appUrl, databaseUrl, secrets })
        const child = await startChild({ name: 'sandbox', script: 'sandbox/main.ts', cwd: root, env, log })
        onStop(child.stop)
        return [child, sandboxReady.parse(child.ready)]
      },
      ([, { control }]) => control,
    )
    signal.throwIfAborted()
    const environment = appEnvironment({ dataDir, appUrl, port, databaseUrl, secrets, sandbox })
    const accounts = await step(
      'Catalog and accounts',
      async () => {
        Object.assign(process.env, environment)
        const { seed } = await import('./seed.ts')
        return seed(await readKnownAccounts(dataDir))
      },
      (found) => `${found.length} people can sign in`,
    )
    await writeDemoFile({ dataDir, appUrl, sandbox, secrets, accounts })
    await writeRunning(dataDir, { pid: process.pid, port, environment })
    onStop(() => removeRunning(dataDir))
    return { environment, sandbox, parts: [database, sandboxChild] }
  }
}

async function refuseSecondStart(dataDir: string): Promise<void> {
  const other = await findRunning(dataDir)
  if (other) {
    throw new DemoTrouble(
      `This data is in use by the instance at http://localhost:${other.port} (process ${other.pid}). Stop it first, or choose another folder: TACKON_DATA=…`,
    )
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
