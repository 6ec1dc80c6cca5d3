import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const demoFile = z.object({
  accounts: z.array(
    z.object({ email: z.string(), password: z.string(), role: z.string(), plan: z.string().optional() }),
  ),
})

/** Sandbox mode only: who can be signed in as with a click. Read from the file `npm start` writes; else empty. */
export async function listDemoAccounts(): Promise<{ email: string; password: string; plan: string }[]> {
  const file = process.env.TACKON_DEMO_FILE
  if (process.env.TACKON_SANDBOX !== '1' || !file) return []
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return []
  return demoFile
    .parse(JSON.parse(text))
    .accounts.map(({ email, password, plan, role }) => ({ email, password, plan: plan ?? role }))
}
