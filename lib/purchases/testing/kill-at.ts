import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { database } from '#lib/db/client.ts'
import type { CrashTask } from './crash-entry.ts'

const entry = fileURLToPath(new URL('crash-entry.ts', import.meta.url))

/** Hundreds start in a row, each with the whole app to load: what one has compiled, the next need not. */
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/tackon/compiled', import.meta.url))

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
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
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

export type Scene = {
  task: CrashTask
  /** What happens after the kill, and what must have come of it all. */
  after: () => Promise<void>
}

/**
 * Plays a scene again and again, fresh each time, killing the process one step later each time, until it is done
 * before it is killed. Answers the statements it was killed before.
 */
export async function killAtEveryStep(setScene: () => Promise<Scene>): Promise<string[]> {
  const killedBefore: string[] = []
  let next = startVictim()
  try {
    for (let step = 1; step < 200; step += 1) {
      const victim = next
      next = startVictim()
      const scene = await setScene()
      const statement = await victim.killAt(scene.task, step)
      await forgetLeases()
      await scene.after()
      if (statement === null) return killedBefore
      killedBefore.push(statement)
    }
    throw new Error('it never ends')
  } finally {
    await next.kill()
  }
}

/** The killed process is not heard of for as long as a lease lasts. */
async function forgetLeases() {
  await database().dueWork.updateMany({ data: { leasedUntil: null } })
}
