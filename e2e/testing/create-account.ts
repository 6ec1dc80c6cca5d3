import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Account, account, root } from './product.ts'

const exec = promisify(execFile)

/** One more account in the running product, the way a person gets one: `npm run -s demo:account -- --plan pro`. */
export async function createAccount(options: { plan: string } | { role: 'admin' }): Promise<Account> {
  const wish = 'role' in options ? ['--role', options.role] : ['--family', 'smart-ml', '--plan', options.plan]
  const script = ['lib/server/cli/in-instance.ts', 'prisma/seed/add-demo-account.ts', ...wish]
  const { stdout } = await exec(process.execPath, script, { cwd: root })
  return account.parse(JSON.parse(stdout))
}
