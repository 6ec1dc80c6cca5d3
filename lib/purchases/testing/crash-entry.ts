import { flushCompileCache } from 'node:module'
import pg from 'pg'
import { z } from 'zod'
import { now } from '#lib/db/clock.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import { workHandlers } from '#lib/server/work-handlers.ts'
import { buyAddon } from '../buy-addon.ts'
import { changeHeld } from '../change-held.ts'
import { chargeSavedMethod } from '../charge-saved-method.ts'
import { createQuote } from '../create-quote.ts'
import { renewTerm } from '../renew-term.ts'
import { verifyPayment } from '../verify-payment.ts'

// A process of the app that does one thing and stands still before its n-th step, so that a test can kill it there.
// A step is a statement that writes, locks or ends a transaction: reading leaves nothing behind.

const task = z.discriminatedUnion('does', [
  z.object({ does: z.literal('buy'), customerId: z.string(), userId: z.string(), code: z.string() }),
  z.object({
    does: z.literal('come back'),
    customerId: z.string(),
    userId: z.string(),
    orderId: z.string(),
    paymentId: z.string(),
    signature: z.string(),
    addonCode: z.string(),
    quantity: z.number(),
  }),
  z.object({ does: z.literal('add more'), customerId: z.string(), userId: z.string(), code: z.string() }),
  z.object({
    does: z.literal('charge'),
    customerId: z.string(),
    userId: z.string(),
    apiKeyId: z.string(),
    code: z.string(),
  }),
  z.object({ does: z.literal('renew'), termId: z.string() }),
  z.object({ does: z.literal('work') }),
])
export type CrashTask = z.infer<typeof task>

const command = z.object({ task, freezeAt: z.number() })

const STEP = /^\s*(begin|commit|insert|update|delete)|for update|add_job/i

/** Every query of the process passes here; the n-th step never gets its answer, nor is it sent. */
function freezeAt(step: number) {
  const client = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown }
  const query = client.query
  let steps = 0
  client.query = function freeze(this: unknown, ...given: unknown[]) {
    const [first] = given
    const text = typeof first === 'string' ? first : String((first as { text?: string } | null)?.text)
    if (STEP.test(text)) steps += 1
    if (STEP.test(text) && steps === step) {
      process.send?.({ frozenBefore: text.slice(0, 60) })
      return new Promise(() => {})
    }
    return query.apply(this, given)
  }
}

async function run(wanted: CrashTask) {
  switch (wanted.does) {
    case 'buy': {
      const { code, ...buyer } = wanted
      const change = { action: 'add', code, quantity: 1 } as const
      return buyAddon({ ...buyer, familyCode: 'smart-ml', change, now: await now() })
    }
    case 'come back':
      return verifyPayment({ ...wanted, provider: 'razorpay', now: await now() })
    case 'add more': {
      const { code, ...buyer } = wanted
      const changes = [{ action: 'add', code, quantity: 1 }] as const
      const fieldOf = () => 'code'
      return changeHeld({ ...buyer, familyCode: 'custom-projects', changes, fieldOf, now: await now() })
    }
    case 'charge': {
      const { code, ...buyer } = wanted
      const changes = [{ action: 'add', code, quantity: 1 }] as const
      const priced = await createQuote({ ...buyer, familyCode: 'forward-api', changes, now: await now() })
      return chargeSavedMethod({ ...buyer, quoteId: priced.id, now: await now() })
    }
    case 'renew':
      return renewTerm({ termId: wanted.termId, now: await now() })
    case 'work':
      return runDueWork({ handlers: workHandlers })
    default:
      return wanted satisfies never
  }
}

process.on('message', async (sent) => {
  const { task: wanted, freezeAt: step } = command.parse(sent)
  freezeAt(step)
  try {
    await run(wanted)
    process.send?.({ done: true })
  } catch (error) {
    process.send?.({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit())
// Killed, it could not leave the next one what it has compiled.
flushCompileCache()
process.send?.({ ready: true })
