import { newId } from '../../store/new-id.ts'
import type { Customer } from '../objects/customer.ts'
import { type BillingReason, type Invoice, invoiceObject, type Period } from '../objects/invoice.ts'
import { listObject } from '../objects/list.ts'
import type { Subscription } from '../objects/subscription.ts'
import { minimumCharge } from '../payments/minimum-charge.ts'
import { settleTotal } from './invoice-rules.ts'
import type { LineDraft } from './line-drafts.ts'

export type InvoicePlan = {
  readonly customer: Customer
  readonly subscription: Subscription | null
  readonly currency: string
  readonly reason: BillingReason
  readonly lines: readonly LineDraft[]
  /** What the invoice looks back on. */
  readonly period: Period
  /** When a draft becomes final by itself; null: it is done at once, or by hand. */
  readonly finalizesAt?: number | null
  readonly description?: string | null
  readonly created: number
}

/** A draft as it would be now; nothing is kept. Amounts due already count the customer's balance. */
export function buildInvoice(plan: InvoicePlan): Invoice {
  const { customer, subscription, currency, lines } = plan
  const id = newId('in_1', 23)
  const total = lines.reduce((sum, line) => sum + line.amount, 0)
  const due = settleTotal({ total, balance: customer.balance, minimum: minimumCharge(currency) }).amountDue
  return invoiceObject({
    id,
    amount_due: due,
    amount_paid: 0,
    amount_remaining: due,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: plan.finalizesAt ?? null,
    billing_reason: plan.reason,
    created: plan.created,
    currency,
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name,
    default_payment_method: null,
    description: plan.description ?? null,
    effective_at: null,
    ending_balance: null,
    hosted_invoice_url: null,
    lines: listObject({
      data: lines.map((line) => ({ ...line, id: newId('il_1', 23), invoice: id })),
      url: `/v1/invoices/${id}/lines`,
    }),
    metadata: {},
    next_payment_attempt: plan.finalizesAt ?? null,
    number: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: plan.period.end,
    period_start: plan.period.start,
    starting_balance: customer.balance,
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: customer.test_clock,
    total,
    total_excluding_tax: total,
    webhooks_delivered_at: plan.created,
  })
}
