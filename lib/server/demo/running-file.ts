import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { isAlive } from '../build/with-lock.ts'
import { isPortFree } from './ports.ts'

const running = z.object({ pid: z.int(), port: z.int(), environment: z.record(z.string(), z.string()) })

/** What commands need to find the instance that runs on a data folder. */
export type Running = z.output<typeof running>

const fileOf = (dataDir: string) => path.join(dataDir, 'running.json')

/** The instance that runs on this data folder, or null. What a killed one left behind does not count. */
export async function findRunning(dataDir: string): Promise<Running | null> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => null)
  if (text === null) return null
  const found = running.safeParse(JSON.parse(text)).data
  // A process id is given out again: ours also holds its port.
  return found && isAlive(found.pid) && !(await isPortFree(found.port)) ? found : null
}

/** Only for its owner: its environment holds every secret. */
export async function writeRunning(dataDir: string, instance: Running): Promise<void> {
  await writeFile(fileOf(dataDir), `${JSON.stringify(instance)}\n`, { mode: 0o600 })
}

export async function removeRunning(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true })
}
