import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import { now } from '#lib/db/clock.ts'
import { ProviderError, type ProviderOrder, type ProviderPayment } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { dropOrder } from './drop-order.ts'
import { isPayable, type PurchaseStatus } from './purchase-rules.ts'
import { type ProviderTruth, readProviderTruth } from './read-provider-truth.ts'

/**
 * What the provider says about an order, after taking what a bank has authorized for it while it is open, and after
 * ending it there when it is over here. Outside of any transaction. Throws a ProviderError.
 */
export async function readAndCapture(purchase: {
  provider: string
  orderId: string
  /** It is paid by an approval of all its periods. */
  autoRenew?: boolean
  userId: string | null
  /** It is charged to what its payer has saved. */
  chargesSaved?: boolean
  status: PurchaseStatus
  expiresAt: Date
  amountMinor: bigint
  currency: string
}): Promise<ProviderTruth> {
  const provider = paymentProvider(purchase.provider)
  const truth = await readProviderTruth(purchase)
  const { order } = truth
  const { chargesSaved = false, userId } = purchase
  const ends = userId !== null || chargesSaved
  const over = ends && !isBefore(await now(), toInstant(purchase.expiresAt))
  const autoRenew = purchase.autoRenew === true && provider.mandates !== null
  if (((over || isAbandoned(purchase)) && isStillPayable(order)) || (autoRenew && isRefused(purchase))) {
    await dropOrder({ ...purchase, autoRenew })
    return readProviderTruth(purchase)
  }
  const open = isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, await now())
  const isPaid = order.payments.some((payment) => payment.status === 'captured')
  const authorized = open && !isPaid && order.payments.find((payment) => isTakeable(payment, purchase))
  if (!authorized) return truth
  try {
    await provider.capture(authorized)
  } catch (error) {
    // The bank took it back, or another payment was faster: what the order says now is what counts.
    if (!(error instanceof ProviderError) || error.outcome !== 'refused') throw error
  }
  return readProviderTruth(purchase)
}

/** It was closed here, or its time is over, so it must not be paid there. What renews waits until it is paid. */
function isAbandoned({ status }: { status: PurchaseStatus }): boolean {
  return status === 'canceled' || status === 'superseded' || status === 'expired'
}

/** Its money goes or went back, so the approval it was paid by must not be charged again. */
function isRefused({ status }: { status: PurchaseStatus }): boolean {
  return status === 'paid' || status === 'refunded'
}

function isStillPayable({ bill, payments }: ProviderOrder): boolean {
  const isPaid = payments.some((payment) => payment.status === 'captured')
  return bill ? bill.status === 'open' || bill.status === 'draft' : !isPaid
}

function isTakeable(payment: ProviderPayment, purchase: { amountMinor: bigint; currency: string }) {
  return (
    payment.status === 'authorized' &&
    payment.amountMinor === purchase.amountMinor &&
    payment.currency === purchase.currency
  )
}

/** What there is to say of an order that was never opened: nothing can have been paid on it. */
export function nothingPaid(purchase: { amountMinor: bigint; currency: string }): ProviderTruth {
  const { amountMinor, currency } = purchase
  const order = { orderId: '', reference: null, amountMinor, currency, payments: [], bill: null }
  return { order, subscription: null }
}
