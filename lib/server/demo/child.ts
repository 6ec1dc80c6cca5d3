import { type ChildProcess, spawn } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import type { Server } from 'node:net'

/** A process of ours that has said it is ready. */
export type Child = {
  name: string
  /** What it said when it was ready. */
  ready: unknown
  /** Resolves when it has ended, whyever. */
  ended: Promise<void>
  stop(): Promise<void>
}

const READY_MS = 60_000
const STOP_MS = 15_000

/**
 * Starts a script of ours and waits for its `{ready: true}`. What it prints goes to the log. The listeners become its
 * own (receive-listeners.ts).
 */
export async function startChild(options: {
  name: string
  script: string
  cwd: string
  env: Record<string, string>
  log: FileHandle
  listeners?: Server[]
}): Promise<Child> {
  const { name, script, cwd, env, log, listeners = [] } = options
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...process.env, ...env, TACKON_LISTENERS: String(listeners.length) },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
    child.on('error', () => resolve())
  })
  for (const listener of listeners) child.send({ listener: true }, listener, () => listener.close())
  const ready = await waitUntilReady(child, name).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return { name, ready, ended, stop: () => stop(child, ended) }
}

function waitUntilReady(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the ${name} was not ready in time`)), READY_MS)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    child.on('message', (message) => settle(() => resolve(message)))
    child.on('exit', () => settle(() => reject(new Error(`the ${name} ended while it was starting`))))
    child.on('error', (error) => settle(() => reject(error)))
  })
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
