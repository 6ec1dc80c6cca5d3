import { payOrder } from '../pay-order.ts'
import type { Payer } from '../payer.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { refusalOfDebit } from './mandate-rules.ts'
import type { InvoiceEntity, SubscriptionRecord } from './subscription-entities.ts'
import { chargeFailed } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

/** Debits an invoice without the payer, in the caller's transaction; the bank may refuse. */
export function chargeInvoice(
  context: RazorpayContext,
  input: {
    readonly record: SubscriptionRecord
    readonly invoice: InvoiceEntity
    readonly now: Temporal.Instant
  },
): void {
  const { record, invoice, now } = input
  const order = context.orders.find(invoice.order_id)
  if (!order) throw new Error(`invoice ${invoice.id} has no order`)
  const failure = refusalOfDebit(record, order)
  const outcome = failure ? 'failed' : 'captured'
  const description = 'Recurring Payment via Subscription'
  const payer = payerOf(context, record)
  const payment = payOrder(context, { order, payer, outcome, failure, description, now })
  if (payment.status !== 'failed') return
  const current = readSubscription(context, record.entity.id)
  const failed = chargeFailed(current, planOf(context, current.entity.plan_id))
  const news = failed.entity.status === 'halted' ? 'halted' : 'pending'
  saveSubscription(context, { record: failed, news: [news], now })
}

/** The invoice that retries are for. */
export function lastUnpaidInvoice(context: RazorpayContext, subscriptionId: string): InvoiceEntity | null {
  const where = `subscription_id = ? and is_cycle = 1 and body ->> 'status' = 'issued'`
  return context.invoices.list({ where, values: [subscriptionId], count: 1 })[0] ?? null
}

/** The payer with what was registered, as the last payment had it. */
function payerOf(context: RazorpayContext, { entity, facts }: SubscriptionRecord): Payer {
  const customer = entity.customer_id ? context.customers.find(entity.customer_id) : null
  return {
    method: entity.payment_method ?? 'card',
    international: facts.region === 'international',
    email: customer?.email ?? undefined,
    contact: customer?.contact ?? undefined,
  }
}
