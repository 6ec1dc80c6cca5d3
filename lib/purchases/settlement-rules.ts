import { isBefore } from '#lib/calendar/instants.ts'
import type { ProviderOrder, ProviderPayment, ProviderRefund } from '#lib/payments/provider.ts'
import type { PurchaseStatus } from './purchase-rules.ts'

type Settling = {
  status: PurchaseStatus
  amountMinor: bigint
  currency: string
  expiresAt: Temporal.Instant
}

export type GiveBack = { payment: ProviderPayment; reason: 'paid_twice' | 'wrong_amount' | 'too_late' }

/** What follows from what the provider says about an order. */
export type Settlement = {
  /** The payment that pays the purchase; at most one (invariant 4). */
  paidBy: ProviderPayment | null
  /** Captured money that pays for nothing. */
  giveBack: GiveBack[]
  next: 'fulfil' | 'fulfil_if_allowed' | 'close_unpaid' | 'nothing'
}

/** A refund that failed this often is for a person to look at. */
const REFUND_TRIES = 3

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
  const { purchase, order, payingId } = options
  const captured = order.payments
    .filter((payment) => payment.status === 'captured')
    .sort(
      (a, b) => Temporal.Instant.compare(a.createdAt, b.createdAt) || (a.paymentId < b.paymentId ? -1 : 1),
    )
  // What a provider bills itself, it settles itself: any money it took for a bill pays the bill.
  const { bill } = order
  const pays = (payment: ProviderPayment) =>
    remainingOf(payment) > 0n &&
    (bill ? bill.status === 'paid' : matches(purchase, payment) && matches(purchase, order))
  const paidBy =
    payingId === null
      ? (captured.find(pays) ?? null)
      : (captured.find((payment) => payment.paymentId === payingId) ?? null)
  const giveBack = captured.flatMap((payment): GiveBack[] => {
    if (!mayGiveBack(payment)) return []
    if (payment !== paidBy) return bill ? [] : [{ payment, reason: surplusReason(purchase, payment) }]
    // It was refused, and what had been sent back came to nothing.
    return purchase.status === 'paid' ? [{ payment, reason: 'too_late' }] : []
  })
  // A bill can also be paid by the customer's credit balance alone.
  const isPaid = paidBy !== null || (bill?.status === 'paid' && captured.length === 0)
  return { paidBy, giveBack, next: nextStep({ ...options, isPaid }) }
}

function nextStep(options: {
  purchase: Settling
  order: ProviderOrder
  isPaid: boolean
  at: Temporal.Instant
}): Settlement['next'] {
  const { purchase, isPaid, at } = options
  const { bill } = options.order
  // A bill is open until the provider closes it; anything else until our own time is over.
  const dead = bill?.status === 'void' || bill?.status === 'uncollectible'
  const open = bill ? !dead : isBefore(at, purchase.expiresAt)
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

/** What is charged to a saved method is tried once: nobody is there to try another. */
export function isDeclined(
  asked: { chargesSaved: boolean; status: PurchaseStatus },
  { payments }: ProviderOrder,
): boolean {
  return (
    asked.chargesSaved &&
    asked.status === 'pending' &&
    payments.length > 0 &&
    payments.every((payment) => payment.status === 'failed')
  )
}

function matches(purchase: Settling, money: { amountMinor: bigint; currency: string }): boolean {
  return money.amountMinor === purchase.amountMinor && money.currency === purchase.currency
}

function surplusReason(purchase: Settling, payment: ProviderPayment): GiveBack['reason'] {
  return matches(purchase, payment) ? 'paid_twice' : 'wrong_amount'
}

function mayGiveBack(payment: ProviderPayment): boolean {
  return remainingOf(payment) > 0n && failedRefunds(payment) < REFUND_TRIES
}

/** How often money was sent back and did not arrive. */
export function failedRefunds(payment: ProviderPayment): number {
  return payment.refunds.filter((refund) => refund.status === 'failed').length
}

/** What of a payment has not been given back, nor is on its way. */
export function remainingOf(payment: ProviderPayment): bigint {
  const back = payment.refunds.filter((refund) => refund.status !== 'failed')
  return payment.amountMinor - back.reduce((sum, refund) => sum + refund.amountMinor, 0n)
}

/**
 * What the provider answered, and what we know besides: refunds we have asked for and not heard of yet, and those the
 * answer is too old to show. Answers are read outside of transactions, so an older one may be settled after a newer;
 * without this it would sell what was given back, or give it back twice.
 *
 * @param known refunds by the provider's payment id; a `reference` is the id we gave them
 */
export function withKnownRefunds(
  order: ProviderOrder,
  known: ReadonlyMap<string, readonly ProviderRefund[]>,
): ProviderOrder {
  const payments = order.payments.map((payment) => {
    const ours = known.get(payment.paymentId) ?? []
    const told = payment.refunds.map((refund) => {
      const twin = ours.find((other) => isSameRefund(other, refund))
      return twin?.status === 'processed' ? twin : refund
    })
    const untold = ours.filter((refund) => !payment.refunds.some((other) => isSameRefund(other, refund)))
    return { ...payment, refunds: [...told, ...untold] }
  })
  return { ...order, payments }
}

function isSameRefund(a: ProviderRefund, b: ProviderRefund): boolean {
  return a.refundId === b.refundId || (a.reference !== null && a.reference === b.reference)
}
