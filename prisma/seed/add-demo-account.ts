/** `npm run -s demo:account -- --family smart-ml --plan pro`: one more account, as a line of JSON (CONTRACT). */
import { parseArgs } from 'node:util'
import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { createDemoAccount, type DemoAccountWish } from './create-demo-account.ts'

const options = {
  family: { type: 'string', default: 'smart-ml' },
  plan: { type: 'string', default: 'free' },
  role: { type: 'string', default: 'customer' },
  email: { type: 'string' },
  // For families that charge a saved card. There is nothing to save where every month is prepaid.
  card: { type: 'string' },
} as const

function readWish(): DemoAccountWish {
  const { role, email, family, plan, card } = parseArgs({ options }).values
  if (role === 'admin') return { role, email }
  if (role === 'customer') return { role, email, family, plan, card }
  throw new Error(`--role is customer or admin, not ${role}`)
}

try {
  console.log(JSON.stringify(await createDemoAccount({ wish: readWish(), now: await now() })))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
