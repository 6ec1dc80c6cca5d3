import type { DueSource } from '../clock/due-source.ts'
import { earliest } from '../clock/earliest.ts'
import { inTransaction } from '../store/open-store.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { createRefund } from './refund-payment.ts'
import { settleRefund } from './settle-refund.ts'

/** What Razorpay does by itself: settles refunds, and gives back what was authorized and never captured. */
export function lifecycleSource(context: RazorpayContext): DueSource {
  const { store, payments, refunds } = context
  const firstAfter = (table: string, column: string, after: Temporal.Instant) => {
    const row = store
      .prepare(`select min(${column}) as due from ${table} where ${column} > ?`)
      .get(after.epochMilliseconds)
    return typeof row?.due === 'number' ? Temporal.Instant.fromEpochMilliseconds(row.due) : null
  }
  const uncaptured = (at: Temporal.Instant) =>
    payments.list({ where: 'refund_due_ms <= ?', values: [at.epochMilliseconds] })
  const unsettled = (at: Temporal.Instant) =>
    refunds.list({ where: 'settle_ms <= ?', values: [at.epochMilliseconds] })

  return {
    runDue(now) {
      for (const payment of uncaptured(now)) {
        inTransaction(store, () =>
          createRefund(context, {
            payment,
            amount: payment.amount,
            speed: 'normal',
            notes: [],
            receipt: null,
            now,
          }),
        )
        context.wake()
      }
      for (const refund of unsettled(now)) settleRefund(context, { refund, outcome: 'processed', now })
    },
    waitingAt(at) {
      const dueAt = at
      return [
        ...uncaptured(at).map(({ id }) => ({ kind: 'auto-refund', subject: id, dueAt })),
        ...unsettled(at).map(({ id }) => ({ kind: 'refund', subject: id, dueAt })),
      ]
    },
    nextDueAfter: (after) =>
      earliest([
        firstAfter('razorpay_payments', 'refund_due_ms', after),
        firstAfter('razorpay_refunds', 'settle_ms', after),
      ]),
  }
}
