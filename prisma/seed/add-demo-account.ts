/** `npm run -s demo:account -- --family smart-ml --plan pro`: one more account, as a line of JSON (CONTRACT). */
import { parseArgs } from 'node:util'
import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { createDemoAccount, type DemoAccountWish } from './create-demo-account.ts'

const { values } = parseArgs({
  options: {
    family: { type: 'string', default: 'smart-ml' },
    plan: { type: 'string', default: 'free' },
    role: { type: 'string', default: 'customer' },
    email: { type: 'string' },
  },
})

const wish: DemoAccountWish =
  values.role === 'admin'
    ? { role: 'admin', email: values.email }
    : { role: 'customer', email: values.email, family: values.family, plan: values.plan }

try {
  console.log(JSON.stringify(await createDemoAccount({ wish, now: await now() })))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
