import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const ready = z.object({ port: z.int() })

/** A gateway in a process of its own, with this test's database. */
export async function startGateway(upstream: string) {
  const child = fork(fileURLToPath(new URL('gateway-entry.ts', import.meta.url)), {
    env: { ...process.env, FORWARD_UPSTREAM_URL: upstream },
    execArgv: [],
  })
  const ended = once(child, 'exit')
  const [message] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the gateway ended before it began'))),
  ])
  const { port } = ready.parse(message)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { port, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}
