import { emitEvent, type SubscriptionNews } from '../emit-event.ts'
import type { OrderEntity, PaymentEntity } from '../entities.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import type { InvoiceEntity } from './subscription-entities.ts'
import { charged, isOver } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

/** A payment of a subscription was captured: its invoice is paid and the subscription goes on. In the caller's transaction. */
export function settleInvoice(
  context: RazorpayContext,
  input: { readonly payment: PaymentEntity; readonly order: OrderEntity; readonly now: Temporal.Instant },
): void {
  const { payment, order, now } = input
  const found = payment.invoice_id ? context.invoices.find(payment.invoice_id) : null
  if (!found) return
  const at = unixSeconds(now)
  const invoice: InvoiceEntity = {
    ...found,
    status: 'paid',
    payment_id: payment.id,
    paid_at: at,
    amount_paid: found.amount,
    amount_due: 0,
  }
  context.invoices.update(invoice)
  emitEvent(context, { event: 'invoice.paid', objects: { payment, order, invoice }, now })
  const before = readSubscription(context, invoice.subscription_id)
  if (context.invoices.column(invoice.id, 'is_cycle') !== 1 || isOver(before.entity)) return
  const plan = planOf(context, before.entity.plan_id)
  const record = charged(before, { invoice, plan, now: at })
  const news: SubscriptionNews[] = before.entity.status === 'active' ? ['charged'] : ['activated', 'charged']
  if (record.entity.status === 'completed') news.push('completed')
  saveSubscription(context, { record, news, payment, now })
}

/** The invoice an order was made for, if Razorpay made it for one. */
export function invoiceOfOrder(context: RazorpayContext, orderId: string): InvoiceEntity | null {
  return context.invoices.list({ where: 'order_id = ?', values: [orderId], count: 1 })[0] ?? null
}
