import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CrashTask } from './crash-entry.ts'

const entry = fileURLToPath(new URL('crash-entry.ts', import.meta.url))

type Said = { ready?: true; done?: true; failed?: string; frozenBefore?: string }

/** Another process of the app, that does one thing and then ends, one way or the other. */
export type Victim = {
  /**
   * Lets it do something, and kills it (SIGKILL) when it stands before its n-th step. Answers the statement it stood
   * before, or null when it was done before it came so far. Throws what it failed with.
   */
  killAt(task: CrashTask, step: number): Promise<string | null>
  kill(): Promise<void>
}

/** Starts it at once; what it is to do can be said later. */
export function startVictim(): Victim {
  const child = fork(entry, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--no-deprecation'],
    env: process.env,
  })
  const exited = once(child, 'exit')
  const hear = async (): Promise<Said> => {
    const heard = once(child, 'message').then(([said]) => said as Said)
    const ended = exited.then(() => {
      throw new Error('the process ended by itself')
    })
    return Promise.race([heard, ended])
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const ready = hear()
  // Whoever kills it before it is asked for anything does not wait for this.
  ready.catch(() => {})
  return {
    kill,
    async killAt(task, step) {
      try {
        await ready
        child.send({ task, freezeAt: step })
        const said = await hear()
        if (said.failed !== undefined) throw new Error(`the process failed: ${said.failed}`)
        return said.frozenBefore ?? null
      } finally {
        await kill()
      }
    },
  }
}
