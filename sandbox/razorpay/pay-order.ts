import { newId } from '../store/new-id.ts'
import { inTransaction } from '../store/open-store.ts'
import { authorizePayment } from './authorize-payment.ts'
import { captureAuthorized } from './capture-payment.ts'
import { emitEvent } from './emit-event.ts'
import type { Notes, OrderEntity, PaymentEntity, PaymentFailure } from './entities.ts'
import { failureOf, methodFields, type Payer } from './payer.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'
import { invoiceCancelled, orderAlreadyPaid } from './razorpay-error.ts'
import { attempted, failed } from './rules.ts'
import { invoiceOfOrder } from './subscriptions/settle-invoice.ts'

export type PayOutcome = 'captured' | 'authorized' | 'failed'

/**
 * The payer pays an order, in one commit with the events it causes. A payment for an order with manual capture
 * stays authorized whatever was asked for: capturing is the merchant's to do.
 */
export function payOrder(
  context: RazorpayContext,
  input: {
    readonly order: OrderEntity
    readonly payer: Payer
    readonly outcome: PayOutcome
    /** Why, when it failed; the usual reason of the method unless told otherwise. */
    readonly failure?: PaymentFailure | null
    readonly description?: string | null
    readonly notes?: Notes
    readonly now: Temporal.Instant
  },
): PaymentEntity {
  const { payer, outcome, now } = input
  const payment = inTransaction(context.store, () => {
    const order = context.orders.find(input.order.id) ?? input.order
    if (order.status === 'paid') throw orderAlreadyPaid()
    if (invoiceOfOrder(context, order.id)?.status === 'cancelled') throw invoiceCancelled()
    const created = createPayment(context, { ...input, order })
    context.orders.update(attempted(order))
    switch (outcome) {
      case 'failed': {
        const refused = failed(created, input.failure ?? failureOf(payer.method))
        context.payments.update(refused)
        emitEvent(context, { event: 'payment.failed', objects: { payment: refused }, now })
        return refused
      }
      case 'authorized':
        return authorizePayment(context, { payment: created, now })
      case 'captured': {
        const held = authorizePayment(context, { payment: created, now })
        const manual = context.orders.column(order.id, 'capture') === 'manual'
        return manual ? held : captureAuthorized(context, { payment: held, now })
      }
      default:
        return outcome satisfies never
    }
  })
  context.wake()
  return payment
}

function createPayment(context: RazorpayContext, input: Parameters<typeof payOrder>[1]): PaymentEntity {
  const { order, payer, now } = input
  const created_at = unixSeconds(now)
  const invoice = invoiceOfOrder(context, order.id)
  const payment: PaymentEntity = {
    id: newId('pay_'),
    entity: 'payment',
    amount: order.amount,
    currency: order.currency,
    base_amount: order.amount,
    status: 'created',
    order_id: order.id,
    invoice_id: invoice?.id ?? null,
    international: payer.international ?? false,
    method: payer.method,
    amount_refunded: 0,
    amount_transferred: 0,
    refund_status: null,
    captured: false,
    description: input.description ?? null,
    ...methodFields(payer),
    email: payer.email ?? 'gaurav.kumar@example.com',
    contact: payer.contact ?? '+919876543210',
    ...(invoice?.customer_id ? { customer_id: invoice.customer_id } : {}),
    token_id: null,
    notes: input.notes ?? [],
    fee: null,
    tax: null,
    error_code: null,
    error_description: null,
    error_source: null,
    error_step: null,
    error_reason: null,
    created_at,
  }
  context.payments.insert(payment, { order_id: order.id, created_at })
  return payment
}
