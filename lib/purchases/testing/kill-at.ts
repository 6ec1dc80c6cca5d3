import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CrashTask } from './crash-entry.ts'

const entry = fileURLToPath(new URL('crash-entry.ts', import.meta.url))

type Said = { ready?: true; done?: true; failed?: string; frozenBefore?: string }

/**
 * Lets another process of the app do something, and kills it (SIGKILL) when it stands before its n-th step. Answers the
 * statement it stood before, or null when it was done before it came so far. Throws what it failed with.
 */
export async function killAt(task: CrashTask, step: number): Promise<string | null> {
  const child = fork(entry, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: process.env })
  const exited = once(child, 'exit')
  try {
    await hear(child, exited)
    child.send({ task, freezeAt: step })
    const said = await hear(child, exited)
    if (said.failed !== undefined) throw new Error(`the process failed: ${said.failed}`)
    return said.frozenBefore ?? null
  } finally {
    child.kill('SIGKILL')
    await exited
  }
}

async function hear(child: ReturnType<typeof fork>, exited: Promise<unknown[]>): Promise<Said> {
  const heard = once(child, 'message').then(([said]) => said as Said)
  const ended = exited.then(() => {
    throw new Error('the process ended by itself')
  })
  return Promise.race([heard, ended])
}
