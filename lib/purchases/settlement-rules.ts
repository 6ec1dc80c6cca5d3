import { isBefore } from '#lib/calendar/instants.ts'
import type { ProviderOrder, ProviderPayment } from '#lib/payments/provider.ts'
import type { PurchaseStatus } from './purchase-rules.ts'

type Settling = {
  status: PurchaseStatus
  amountMinor: bigint
  currency: string
  expiresAt: Temporal.Instant
}

export type GiveBack = { payment: ProviderPayment; reason: 'paid_twice' | 'wrong_amount' }

/** What follows from what the provider says about an order. */
export type Settlement = {
  /** The payment that pays the purchase; at most one (invariant 4). */
  paidBy: ProviderPayment | null
  /** Captured money that pays for nothing. */
  giveBack: GiveBack[]
  next: 'fulfil' | 'fulfil_if_allowed' | 'close_unpaid' | 'nothing'
}

/**
 * Decides what to do about a purchase. `payingId` is the provider's payment that was found to pay it before, if any.
 * The same facts lead to the same decision however often and in whatever order they come.
 */
export function decideSettlement(options: {
  purchase: Settling
  order: ProviderOrder
  payingId: string | null
  at: Temporal.Instant
}): Settlement {
  const { purchase, order, payingId, at } = options
  const captured = order.payments
    .filter((payment) => payment.status === 'captured')
    .sort(
      (a, b) => Temporal.Instant.compare(a.createdAt, b.createdAt) || (a.paymentId < b.paymentId ? -1 : 1),
    )
  const pays = (payment: ProviderPayment) =>
    matches(purchase, payment) && matches(purchase, order) && !isGivenBack(payment)
  const paidBy =
    captured.find((payment) => payment.paymentId === payingId) ??
    (payingId === null ? (captured.find(pays) ?? null) : null)
  const giveBack = captured
    .filter((payment) => payment !== paidBy && !isGivenBack(payment))
    .map(
      (payment): GiveBack => ({
        payment,
        reason: matches(purchase, payment) ? 'paid_twice' : 'wrong_amount',
      }),
    )
  return { paidBy, giveBack, next: nextStep(purchase, paidBy !== null, at) }
}

function nextStep(purchase: Settling, isPaid: boolean, at: Temporal.Instant): Settlement['next'] {
  const open = isBefore(at, purchase.expiresAt)
  switch (purchase.status) {
    case 'fulfilled':
    case 'refunded':
    case 'paid': // being refunded: it was decided already
      return 'nothing'
    case 'pending':
      if (isPaid) return open ? 'fulfil' : 'fulfil_if_allowed'
      return open ? 'nothing' : 'close_unpaid'
    case 'failed':
    case 'expired':
    case 'canceled':
    case 'superseded':
      return isPaid ? 'fulfil_if_allowed' : 'nothing'
    default:
      return purchase.status satisfies never
  }
}

function matches(purchase: Settling, money: { amountMinor: bigint; currency: string }): boolean {
  return money.amountMinor === purchase.amountMinor && money.currency === purchase.currency
}

function isGivenBack(payment: ProviderPayment): boolean {
  const back = payment.refunds.filter((refund) => refund.status !== 'failed')
  return back.reduce((sum, refund) => sum + refund.amountMinor, 0n) >= payment.amountMinor
}

/** What of a payment has not been given back, nor is on its way. */
export function remainingOf(payment: ProviderPayment): bigint {
  const back = payment.refunds.filter((refund) => refund.status !== 'failed')
  return payment.amountMinor - back.reduce((sum, refund) => sum + refund.amountMinor, 0n)
}
