import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const demoFile = z.strictObject({
  app: z.url(),
  sandbox: z.strictObject({ control: z.url(), stripe: z.url(), razorpay: z.url() }),
  stripe: z.strictObject({ secretKey: z.string(), webhookSecret: z.string() }),
  razorpay: z.strictObject({ keyId: z.string(), keySecret: z.string(), webhookSecret: z.string() }),
  accounts: z.array(
    z.looseObject({ email: z.string(), password: z.string(), token: z.string(), role: z.string() }),
  ),
})

/** The first start builds the pages, on both processors for a minute; here others may be at work on them. */
const PATIENCE_MS = 300_000

export type Instance = {
  process: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Resolves with its exit code. */
  ended: Promise<number | null>
}

/** Runs `npm start`'s command as a process of its own, for a test. */
export function startInstance(options: { env: Record<string, string>; args?: string[] }): Instance {
  return runScript(['lib/server/start.ts', ...(options.args ?? [])], options.env)
}

/** Runs a script of ours as a process of its own. What the tests' own environment says of databases does not count. */
export function runScript(args: string[], env: Record<string, string>): Instance {
  const { PATH, HOME, LANG, TZ } = process.env
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { NODE_ENV: 'production', PATH, HOME, LANG, TZ, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { process: child, output: () => output, ended }
}

/** Waits until it says that it runs. Fails with what it said instead when it ends first. */
export async function untilRunning(instance: Instance, dataDir: string) {
  await expect
    .poll(
      () => {
        if (instance.process.exitCode !== null) throw new Error(`ended:\n${instance.output()}`)
        return instance.output().includes('Ctrl-C stops everything')
      },
      { timeout: PATIENCE_MS, interval: 100 },
    )
    .toBe(true)
  return demoFile.parse(JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')))
}

/** The processes that have to do with a data folder: by their arguments or by their environment. Linux only. */
export async function processesOf(dataDir: string): Promise<{ pid: number; command: string }[]> {
  // Every process mentions the empty text, and some caller will end what it finds.
  if (!path.isAbsolute(dataDir)) throw new Error(`"${dataDir}" is no data folder`)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [command, environment] = [await read(pid, 'cmdline'), await read(pid, 'environ')]
      // A process that has ended and is not yet collected has neither.
      const isOurs = command !== '' && `${command}\0${environment}`.includes(dataDir)
      return isOurs ? [{ pid: Number(pid), command: command.replaceAll('\0', ' ').trim() }] : []
    }),
  )
  return found.flat()
}
