import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import type { Wish } from './make-accounts.ts'
import { type Account, account, dataDir, root } from './product.ts'

const answer = z.object({ id: z.int(), account: account.optional(), failed: z.string().optional() })

type Maker = { child: ChildProcess; waiting: Map<number, PromiseWithResolvers<Account>> }

let maker: Maker | null = null
let wishes = 0

/** One more account in the running product, as `npm run -s demo:account` makes it. */
export async function createAccount(
  wish: { plan: string; family?: string; email?: string; card?: string } | { role: 'admin' },
): Promise<Account> {
  maker ??= startMaker()
  const made = Promise.withResolvers<Account>()
  wishes += 1
  maker.waiting.set(wishes, made)
  const asked: Wish = {
    id: wishes,
    wish: 'role' in wish ? wish : { role: 'customer', family: 'smart-ml', ...wish },
  }
  const { child } = maker
  child.channel?.ref()
  child.send(asked)
  return made.promise
}

/** A process for all accounts of this one's life: starting one takes longer than making an account. */
function startMaker(): Maker {
  const waiting: Maker['waiting'] = new Map()
  const script = [path.join(root, 'lib/server/cli/in-instance.ts'), 'e2e/testing/make-accounts.ts'] as const
  const child = fork(script[0], script.slice(1), {
    cwd: root,
    env: { ...process.env, TACKON_DATA: dataDir() },
    execArgv: ['--no-deprecation'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', (message) => {
    const { id, account: made, failed } = answer.parse(message)
    if (made) waiting.get(id)?.resolve(made)
    else waiting.get(id)?.reject(new Error(failed))
    waiting.delete(id)
    // Idle, it does not keep this process from ending.
    if (waiting.size === 0) child.channel?.unref()
  })
  child.on('exit', (code) => {
    maker = null
    for (const { reject } of waiting.values()) reject(new Error(`who makes accounts ended with ${code}`))
  })
  child.unref()
  return { child, waiting }
}
