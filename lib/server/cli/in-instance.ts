import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findRunning } from '../demo/running-file.ts'

/**
 * Runs a script of ours in the environment of the running demo (`node in-instance.ts <script> …`), or in its own when
 * DATABASE_URL says which database is meant.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const dataDir = path.resolve(process.env.TACKON_DATA || path.join(root, '.data'))
const script = process.argv[2]
if (!script) throw new Error('usage: in-instance.ts <script> [arguments]')

if (process.env.DATABASE_URL === undefined) {
  const running = await findRunning(dataDir)
  if (!running) {
    console.error(`Nothing runs on ${dataDir}. Start it with npm start, or set DATABASE_URL.`)
    process.exit(1)
  }
  Object.assign(process.env, running.environment)
}
process.argv.splice(1, 2, path.resolve(root, script))
await import(path.resolve(root, script))
