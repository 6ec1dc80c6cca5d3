import type { DueItem, DueSource } from '../clock/due-source.ts'
import { earliest } from '../clock/earliest.ts'
import { inTransaction } from '../store/open-store.ts'
import { expireSession } from './checkout/expire-session.ts'
import { collectInvoice } from './invoices/collect-invoice.ts'
import { actAt, type StripeContext } from './stripe-context.ts'
import { passSubscription } from './subscriptions/pass-subscription.ts'

const tables = ['stripe_subscriptions', 'stripe_invoices', 'stripe_sessions'] as const
/** More than anything can have to do at one time; a rule that never ends must not hang the sandbox. */
const mostAtOnce = 10_000

type Due = { readonly table: (typeof tables)[number]; readonly id: string; readonly due: number }

/** What Stripe does by itself: renews, finalizes, collects, tries again, lets expire. One thing after the other. */
export function stripeSource(context: StripeContext): DueSource {
  const { store } = context
  const dueUntil = (second: number): Due[] =>
    tables
      .flatMap((table) =>
        store
          .prepare(`select id, due from ${table} where due <= ? order by due, seq limit 50`)
          .all(second)
          .map((row) => ({ table, id: String(row.id), due: Number(row.due) })),
      )
      .sort((left, right) => left.due - right.due)

  return {
    runDue(now) {
      const until = Math.floor(now.epochMilliseconds / 1000)
      // What fails must not hold up the rest; it is tried again the next time.
      const failed = new Set<string>()
      for (let turn = 0; turn < mostAtOnce; turn += 1) {
        const next = dueUntil(until).find(({ id }) => !failed.has(id))
        if (!next) return
        try {
          inTransaction(store, () => run(context, next))
          if (dueUntil(until).some(({ id, due }) => id === next.id && due === next.due)) {
            throw new Error('it is still due')
          }
        } catch (error) {
          failed.add(next.id)
          console.error(`sandbox: ${next.id} was due and failed`, error)
        }
        context.wake()
      }
    },
    waitingAt: (at) => dueUntil(Math.floor(at.epochMilliseconds / 1000)).map(shown),
    nextDueAfter(after) {
      const second = Math.floor(after.epochMilliseconds / 1000)
      return earliest(
        tables.map((table) => {
          const row = store.prepare(`select min(due) as due from ${table} where due > ?`).get(second)
          return typeof row?.due === 'number' ? instantOf(row.due) : null
        }),
      )
    },
  }
}

/** At its own instant, also when nobody was there to do it then. */
function run(context: StripeContext, { table, id, due }: Due): void {
  const act = actAt(context, instantOf(due))
  switch (table) {
    case 'stripe_subscriptions':
      passSubscription(act, id)
      return
    case 'stripe_invoices':
      collectInvoice(act, id)
      return
    case 'stripe_sessions':
      expireSession(act, id)
      return
    default:
      table satisfies never
  }
}

function shown({ table, id, due }: Due): DueItem {
  return { kind: table.replace('_', ' '), subject: id, dueAt: instantOf(due) }
}

function instantOf(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
}
