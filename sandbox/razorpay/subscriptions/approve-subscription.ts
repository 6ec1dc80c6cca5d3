import { newId } from '../../store/new-id.ts'
import { inTransaction } from '../../store/open-store.ts'
import { smallestAmount } from '../currencies.ts'
import type { PaymentEntity } from '../entities.ts'
import { payOrder } from '../pay-order.ts'
import type { Payer } from '../payer.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import { createRefund } from '../refund-payment.ts'
import { beginCycle } from './begin-cycle.ts'
import { lastUnpaidInvoice } from './charge-subscription.ts'
import { insertOrder } from './issue-invoice.ts'
import { refuseNewMethod } from './mandate-rules.ts'
import type { MandateMethod, SubscriptionRecord } from './subscription-entities.ts'
import { authenticated, reactivated } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

export type Approval = {
  readonly payer: Payer & { readonly method: MandateMethod }
  readonly outcome: 'captured' | 'failed'
  readonly now: Temporal.Instant
}

/**
 * The payer approves the mandate, or, when it is approved already, moves it to another way to pay. Without a start the
 * first cycle is paid with it; otherwise a small amount is taken and given back.
 */
export function approveSubscription(
  context: RazorpayContext,
  input: Approval & { readonly subscriptionId: string },
): PaymentEntity {
  const payment = inTransaction(context.store, () => {
    const record = readSubscription(context, input.subscriptionId)
    switch (record.entity.status) {
      case 'created':
        return register(context, { ...input, record })
      case 'authenticated':
      case 'active':
      case 'pending':
      case 'halted':
        return changeMethod(context, { ...input, record })
      case 'paused':
      case 'cancelled':
      case 'completed':
      case 'expired': {
        const description = `The subscription cannot be paid in ${record.entity.status} state`
        throw new RazorpayError({ description, field: 'status' })
      }
      default:
        return record.entity.status satisfies never
    }
  })
  context.wake()
  return payment
}

type Step = Approval & { readonly record: SubscriptionRecord }

function register(context: RazorpayContext, input: Step): PaymentEntity {
  const { record, payer, outcome, now } = input
  const { entity } = record
  const plan = planOf(context, entity.plan_id)
  if (outcome === 'failed' || entity.start_at !== null) {
    const payment = payToVerify(context, input)
    if (payment.status === 'failed') return payment
    const registered = approved(context, { ...input, startAt: entity.start_at ?? unixSeconds(now) })
    saveSubscription(context, { record: registered, news: ['authenticated'], now })
    return payment
  }
  const registered = approved(context, { ...input, startAt: unixSeconds(now) })
  saveSubscription(context, { record: registered, news: ['authenticated'], now })
  const { order } = beginCycle(context, { record: registered, now })
  return payOrder(context, { order, payer, outcome, description: plan.item.name, now })
}

function approved(
  context: RazorpayContext,
  { record, payer, startAt, now }: Step & { readonly startAt: number },
): SubscriptionRecord {
  const plan = planOf(context, record.entity.plan_id)
  const customerId = ensureCustomer(context, { payer, now })
  const region = payer.international ? 'international' : 'domestic'
  return authenticated(record, { startAt, plan, customerId, method: payer.method, region })
}

/** A pending subscription is charged by the new method at once; a halted one goes on with the next cycle. */
function changeMethod(context: RazorpayContext, input: Step): PaymentEntity {
  const { record, payer, outcome, now } = input
  refuseNewMethod(record, payer.method)
  const { status } = record.entity
  const invoice = status === 'pending' ? lastUnpaidInvoice(context, record.entity.id) : null
  const order = invoice ? context.orders.find(invoice.order_id) : null
  if (outcome === 'failed' || !order) {
    const payment = payToVerify(context, input)
    if (payment.status === 'failed') return payment
    const moved = withMethod(record, payer)
    const plan = planOf(context, record.entity.plan_id)
    const next = status === 'halted' ? reactivated(moved, { plan, now: unixSeconds(now) }) : moved
    saveSubscription(context, { record: next, news: status === 'halted' ? ['activated'] : [], payment, now })
    return payment
  }
  saveSubscription(context, { record: withMethod(record, payer), now })
  return payOrder(context, { order, payer, outcome, now })
}

function withMethod({ entity, facts }: SubscriptionRecord, payer: Approval['payer']): SubscriptionRecord {
  const region = payer.international ? 'international' : 'domestic'
  return {
    entity: { ...entity, payment_method: payer.method },
    facts: { ...facts, region, bank: 'captured' },
  }
}

/** Five of the currency's units, taken to see that it works and given back at once. */
function payToVerify(context: RazorpayContext, { record, payer, outcome, now }: Step): PaymentEntity {
  const { currency } = planOf(context, record.entity.plan_id).item
  const order = insertOrder(context, { amount: 5 * smallestAmount(currency), currency, now })
  const payment = payOrder(context, { order, payer, outcome, description: 'Authentication', now })
  if (payment.status === 'failed') return payment
  createRefund(context, {
    payment,
    amount: payment.amount,
    speed: 'normal',
    notes: [],
    receipt: null,
    now,
  })
  return payment
}

function ensureCustomer(
  context: RazorpayContext,
  { payer, now }: { readonly payer: Payer; readonly now: Temporal.Instant },
): string {
  const email = payer.email ?? 'gaurav.kumar@example.com'
  const contact = payer.contact ?? '+919876543210'
  const where = 'email is ? and contact is ?'
  const [known] = context.customers.list({ where, values: [email, contact], count: 1 })
  if (known) return known.id
  const created_at = unixSeconds(now)
  const id = newId('cust_')
  const customer = {
    id,
    entity: 'customer',
    name: null,
    email,
    contact,
    gstin: null,
    notes: [],
    created_at,
  } as const
  context.customers.insert(customer, { email, contact, created_at })
  return id
}
