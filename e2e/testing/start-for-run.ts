import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readProduct, root } from './product.ts'

const READY_MS = 240_000
const STOP_MS = 60_000

type Running = { dataDir: string; stop: () => Promise<void> }

/**
 * Starts the product as a user does, on data and a port of its own, once for every worker, and stops all after the
 * run. With TACKON_E2E_DATA naming the data folder of one that runs already, that one is used and left running.
 */
export default async function startForRun({ workers }: { workers: number }): Promise<() => Promise<void>> {
  if (process.env.TACKON_E2E_DATA) {
    process.env.TACKON_E2E_RUNNING = path.resolve(process.env.TACKON_E2E_DATA)
    return async () => {}
  }
  const started = await Promise.allSettled(Array.from({ length: workers }, startOne))
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const stop = async () => {
    const stopped = await Promise.allSettled(running.map((each) => each.stop()))
    throwFirst(stopped)
  }
  if (running.length < workers) await stop()
  throwFirst(started)
  process.env.TACKON_E2E_RUNNING = running.map(({ dataDir }) => dataDir).join(path.delimiter)
  return stop
}

function throwFirst(results: PromiseSettledResult<unknown>[]): void {
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function startOne(): Promise<Running> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tackon-e2e-'))
  const logFile = path.join(dataDir, 'start.log')
  const log = await open(logFile, 'w')
  const { DATABASE_URL: _, ...env } = process.env
  const product = spawn(process.execPath, ['lib/server/start.ts'], {
    cwd: root,
    env: { ...env, TACKON_DATA: dataDir, PORT: '0' },
    stdio: ['ignore', log.fd, log.fd],
  })
  const stop = async () => {
    await end(product)
    await log.close()
  }
  try {
    await untilHealthy(product, dataDir)
  } catch (error) {
    await stop()
    throw new Error(`The product did not start:\n${await readFile(logFile, 'utf8')}`, { cause: error })
  }
  return {
    dataDir,
    stop: async () => {
      await stop()
      if (product.exitCode !== 0) {
        throw new Error(`The product ended with ${product.exitCode}:\n${await readFile(logFile, 'utf8')}`)
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function untilHealthy(product: ChildProcess, dataDir: string): Promise<void> {
  const until = performance.now() + READY_MS
  while (performance.now() < until) {
    if (product.exitCode !== null) throw new Error(`it ended with ${product.exitCode}`)
    if (await isHealthy(dataDir)) return
    await wait(250)
  }
  throw new Error('it was not healthy in time')
}

/** Not yet, while there is no `demo.json` or nobody answers at the address in it. */
async function isHealthy(dataDir: string): Promise<boolean> {
  try {
    return (await fetch(`${readProduct(dataDir).app}/api/health`)).ok
  } catch {
    return false
  }
}

async function end(product: ChildProcess): Promise<void> {
  if (product.exitCode !== null || product.signalCode !== null) return
  const ended = new Promise((resolve) => product.once('exit', resolve))
  product.kill('SIGTERM')
  const timer = setTimeout(() => product.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
