import path from 'node:path'
import type { DemoAccount } from '#prisma/seed/demo-account.ts'
import type { SandboxAddresses } from './demo-environment.ts'

/** Where to go, and who can sign in. */
export function printWelcome(options: {
  appUrl: string
  sandbox: SandboxAddresses
  accounts: DemoAccount[]
  dataDir: string
}): void {
  const { appUrl, sandbox, accounts, dataDir } = options
  const width = Math.max(...accounts.map((account) => account.email.length))
  const people = accounts.map((account) => `    ${account.email.padEnd(width)}  ${account.password}`)
  const relative = path.relative(process.cwd(), dataDir)
  const here = relative.startsWith('..') ? dataDir : relative || '.'
  console.log(`
Tackon is running.

  App       ${appUrl}
  Sandbox   ${sandbox.control}   (clock, payments, deliveries, faults)

  Sign in as
${people.join('\n')}

  Bearer tokens are in ${path.join(here, 'demo.json')}, logs in ${path.join(here, 'logs', 'app.log')}.
  Ctrl-C stops everything.
`)
}
