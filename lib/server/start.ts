import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { endWithNpm } from './end-with-npm.ts'

/** `npm start`: the product with a database of its own, or the whole demo without one (CONTRACT "Starting"). */
const root = fileURLToPath(new URL('../..', import.meta.url))

const major = Number(process.versions.node.split('.')[0])
if (major < 26) {
  console.error(`Tackon needs Node 26 (this is ${process.versions.node}). Start it with: npm start`)
  process.exit(1)
}
// Next takes the mode from here, also while the pages are built.
Object.assign(process.env, { NODE_ENV: 'production' })

const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })

endWithNpm()
if (process.env.DATABASE_URL === undefined) await demo()
else await production()

async function demo(): Promise<void> {
  // pg warns of how Prisma's adapter uses it. Nobody at this terminal can do anything about that.
  process.noDeprecation = true
  const { startDemo, DemoTrouble } = await import('./demo/start-demo.ts')
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ending.abort())
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT is not a port: ${process.env.PORT}`)
    process.exit(1)
  }
  const dataDir = path.resolve(process.env.TACKON_DATA || path.join(root, '.data'))
  console.log('Starting Tackon\n')
  await startDemo({ root, dataDir, port, fresh: values.fresh, signal: ending.signal }).then(
    () => console.log('Stopped.'),
    (error: unknown) => {
      console.error(error instanceof DemoTrouble ? `\n${error.message}` : error)
      process.exitCode = 1
    },
  )
  process.exit()
}

async function production(): Promise<void> {
  const { ConfigError } = await import('./config.ts')
  const { startProduction } = await import('./start-production.ts')
  await startProduction(root).catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exit(1)
  })
}
