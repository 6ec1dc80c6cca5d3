/**
 * Makes an account for every wish its parent sends, as `npm run demo:account` does for one, without starting a process
 * for each. Ends with its parent.
 */
import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { createDemoAccount, type DemoAccountWish } from '#prisma/seed/create-demo-account.ts'

export type Wish = { id: number; wish: DemoAccountWish }

process.on('message', ({ id, wish }: Wish) => void make({ id, wish }))
process.on('disconnect', () => void closeDatabase())

async function make({ id, wish }: Wish): Promise<void> {
  try {
    process.send?.({ id, account: await createDemoAccount({ wish, now: await now() }) })
  } catch (error) {
    process.send?.({ id, failed: String(error) })
  }
}
