import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type DemoAccount, demoAccount } from '#prisma/seed/demo-account.ts'
import type { SandboxAddresses } from './demo-environment.ts'
import type { Secrets } from './secrets.ts'

const kept = z.object({ accounts: z.array(demoAccount) })

const fileOf = (dataDir: string) => path.join(dataDir, 'demo.json')

/** The accounts an earlier start wrote down: passwords and tokens are in the database as hashes only. */
export async function readKnownAccounts(dataDir: string): Promise<DemoAccount[]> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => null)
  return text === null ? [] : kept.parse(JSON.parse(text)).accounts
}

/** Writes `demo.json` (CONTRACT): where everything is and who can sign in, for scripts and tests. */
export async function writeDemoFile(options: {
  dataDir: string
  appUrl: string
  sandbox: SandboxAddresses
  secrets: Secrets
  accounts: DemoAccount[]
}): Promise<void> {
  const { dataDir, appUrl, sandbox, secrets, accounts } = options
  const content = {
    app: appUrl,
    sandbox: { control: sandbox.control, stripe: sandbox.stripe, razorpay: sandbox.razorpay },
    stripe: { secretKey: secrets.stripeSecretKey, webhookSecret: secrets.stripeWebhookSecret },
    razorpay: {
      keyId: secrets.razorpayKeyId,
      keySecret: secrets.razorpayKeySecret,
      webhookSecret: secrets.razorpayWebhookSecret,
    },
    accounts,
  }
  // In one piece: who waits for the file must never read half of it.
  const file = fileOf(dataDir)
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
