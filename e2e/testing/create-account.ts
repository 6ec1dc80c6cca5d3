import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Account, account, root } from './product.ts'

const exec = promisify(execFile)

/** One more account in the running product, the way a person gets one: `npm run -s demo:account -- --plan pro`. */
export async function createAccount(
  wish: { plan: string; family?: string; email?: string; card?: string } | { role: 'admin' },
): Promise<Account> {
  const flags = Object.entries({ family: 'smart-ml', ...wish }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ])
  const script = ['lib/server/cli/in-instance.ts', 'prisma/seed/add-demo-account.ts', ...flags]
  const { stdout } = await exec(process.execPath, script, { cwd: root })
  return account.parse(JSON.parse(stdout))
}
