import type Razorpay from 'razorpay'
import type { z } from 'zod'
import type { MandateCharge, ProviderMandate } from '../mandates.ts'
import { ProviderError } from '../provider.ts'
import { call, isNoSuchId } from './call.ts'
import { listAll } from './list-all.ts'
import { mandateStatus } from './mandate-status.ts'
import { invoiceObject, subscriptionObject } from './objects.ts'
import { REFERENCE_NOTE } from './open-mandate.ts'
import { readPayments } from './read-payments.ts'

type Subscription = z.infer<typeof subscriptionObject>
type Invoice = z.infer<typeof invoiceObject>

/** A subscription and its invoices, each with the payments tried on its order; null when Razorpay knows none. */
export async function readMandate(
  razorpay: Razorpay,
  mandateId: string,
  { since }: { since?: Temporal.Instant } = {},
): Promise<ProviderMandate | null> {
  const subscription = await findSubscription(razorpay, mandateId)
  if (!subscription) return null
  const charges = await readCharges(razorpay, { mandateId, since })
  const { notes, current_start, current_end, charge_at } = subscription
  const status = mandateStatus(subscription.status)
  const reference = notes[REFERENCE_NOTE]
  return {
    mandateId: subscription.id,
    reference: typeof reference === 'string' ? reference : null,
    status,
    quantity: await nextQuantity(razorpay, subscription),
    method: subscription.payment_method ?? methodOf(charges),
    period: current_start && current_end ? { startsAt: at(current_start), endsAt: at(current_end) } : null,
    nextChargeAt: charge_at && (status === 'active' || status === 'past_due') ? at(charge_at) : null,
    charges,
  }
}

/** A change that was asked for shows apart until the next cycle begins. */
async function nextQuantity(razorpay: Razorpay, subscription: Subscription): Promise<number> {
  if (!subscription.has_scheduled_changes) return subscription.quantity
  const changed = await call(() => razorpay.subscriptions.pendingUpdate(subscription.id))
  return subscriptionObject.parse(changed).quantity
}

async function findSubscription(razorpay: Razorpay, mandateId: string): Promise<Subscription | null> {
  try {
    return subscriptionObject.parse(await call(() => razorpay.subscriptions.fetch(mandateId)))
  } catch (error) {
    if (error instanceof ProviderError && isNoSuchId(error)) return null
    throw error
  }
}

async function readCharges(
  razorpay: Razorpay,
  options: { mandateId: string; since?: Temporal.Instant | undefined },
): Promise<MandateCharge[]> {
  const { mandateId, since } = options
  const invoices = await listAll({
    item: invoiceObject,
    fetch: (page) => razorpay.invoices.all({ subscription_id: mandateId, ...page }),
  })
  const wanted = invoices.flatMap(toCharge).filter(({ endsAt }) => !since || isAfter(endsAt, since))
  const tried = await readPayments(
    razorpay,
    wanted.map(({ orderId }) => orderId),
  )
  return wanted
    .map((charge) => ({ ...charge, payments: tried.get(charge.orderId)?.payments ?? [] }))
    .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
}

function toCharge(invoice: Invoice): MandateCharge[] {
  const { order_id, billing_start, billing_end } = invoice
  if (!order_id || !billing_start || !billing_end) return []
  const charge = { orderId: order_id, amountMinor: invoice.amount, currency: invoice.currency, payments: [] }
  return [
    { ...charge, status: chargeStatus(invoice.status), startsAt: at(billing_start), endsAt: at(billing_end) },
  ]
}

function chargeStatus(status: string | null | undefined): MandateCharge['status'] {
  if (status === 'paid') return 'paid'
  return status === 'cancelled' || status === 'expired' || status === 'deleted' ? 'void' : 'open'
}

function methodOf(charges: MandateCharge[]): string | null {
  const captured = charges.flatMap(({ payments }) => payments).filter(({ status }) => status === 'captured')
  return captured.at(-1)?.method ?? null
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

function at(seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
}
