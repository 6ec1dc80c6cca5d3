import { newId } from '../../store/new-id.ts'
import type { OrderEntity } from '../entities.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import type { InvoiceEntity, InvoiceLine, SubscriptionEntity } from './subscription-entities.ts'

type Billed = {
  readonly name: string
  readonly unitAmount: number
  readonly quantity: number
  readonly type: 'plan' | 'addon'
}

/** Asks for money, in the caller's transaction: an order to pay, and the invoice that says what for. */
export function issueInvoice(
  context: RazorpayContext,
  input: {
    readonly subscription: SubscriptionEntity
    readonly currency: string
    readonly lines: readonly Billed[]
    readonly billingStart: number
    readonly billingEnd: number
    /** Paying it pays for a cycle; otherwise for a change within one. */
    readonly isCycle: boolean
    readonly now: Temporal.Instant
  },
): { readonly order: OrderEntity; readonly invoice: InvoiceEntity } {
  const { subscription, currency } = input
  const created_at = unixSeconds(input.now)
  const lines = input.lines.map((line) => invoiceLine(line, currency))
  const amount = lines.reduce((sum, line) => sum + line.gross_amount, 0)
  const order = insertOrder(context, { amount, currency, now: input.now })
  const customer = subscription.customer_id ? context.customers.find(subscription.customer_id) : null
  const { name = null, email = null, contact = null } = customer ?? {}
  const invoice: InvoiceEntity = {
    id: newId('inv_'),
    entity: 'invoice',
    receipt: null,
    invoice_number: null,
    customer_id: subscription.customer_id,
    customer_details: {
      id: subscription.customer_id,
      name,
      email,
      contact,
      gstin: null,
      billing_address: null,
      shipping_address: null,
      customer_name: name,
      customer_email: email,
      customer_contact: contact,
    },
    order_id: order.id,
    subscription_id: subscription.id,
    line_items: lines,
    payment_id: null,
    status: 'issued',
    expire_by: null,
    issued_at: created_at,
    paid_at: null,
    cancelled_at: null,
    expired_at: null,
    sms_status: null,
    email_status: null,
    date: created_at,
    terms: null,
    partial_payment: false,
    gross_amount: amount,
    tax_amount: 0,
    taxable_amount: amount,
    amount,
    amount_paid: 0,
    amount_due: amount,
    currency,
    description: null,
    notes: [],
    comment: null,
    short_url: subscription.short_url,
    view_less: true,
    billing_start: input.billingStart,
    billing_end: input.billingEnd,
    type: 'invoice',
    group_taxes_discounts: false,
    created_at,
  }
  const columns = { subscription_id: subscription.id, order_id: order.id, created_at }
  context.invoices.insert(invoice, { ...columns, is_cycle: input.isCycle ? 1 : 0 })
  return { order, invoice }
}

/** An order of Razorpay's own making: without a receipt, captured at once. */
export function insertOrder(
  context: RazorpayContext,
  input: { readonly amount: number; readonly currency: string; readonly now: Temporal.Instant },
): OrderEntity {
  const created_at = unixSeconds(input.now)
  const order: OrderEntity = {
    id: newId('order_'),
    entity: 'order',
    amount: input.amount,
    amount_paid: 0,
    amount_due: input.amount,
    currency: input.currency,
    receipt: null,
    offer_id: null,
    status: 'created',
    attempts: 0,
    notes: [],
    created_at,
  }
  const threeDaysMs = 3 * 24 * 60 * 60 * 1000
  context.orders.insert(order, {
    receipt: null,
    created_at,
    capture: 'automatic',
    uncaptured_ms: threeDaysMs,
  })
  return order
}

function invoiceLine({ name, unitAmount, quantity, type }: Billed, currency: string): InvoiceLine {
  const gross = unitAmount * quantity
  return {
    id: newId('li_'),
    item_id: null,
    ref_id: null,
    ref_type: null,
    name,
    description: null,
    amount: unitAmount,
    unit_amount: unitAmount,
    gross_amount: gross,
    tax_amount: 0,
    taxable_amount: gross,
    net_amount: gross,
    currency,
    type,
    tax_inclusive: false,
    hsn_code: null,
    sac_code: null,
    tax_rate: null,
    unit: null,
    quantity,
    taxes: [],
  }
}
