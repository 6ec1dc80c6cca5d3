import type { PurchaseResponse } from '#lib/purchases/schemas.ts'

/** How a purchase stands for a person: what to say, and what may be done about it. */
export type Standing =
  | 'unpaid'
  | 'attempt_failed'
  | 'awaiting_bank'
  | 'applying'
  | 'done'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'refunded'

/**
 * `awaiting` says that the payer went through with it in the provider's window: then even a purchase the server
 * still calls pending is not theirs to pay again.
 */
export function purchaseStanding(
  purchase: Pick<PurchaseResponse, 'status' | 'payment_in_flight' | 'last_failure'>,
  awaiting: boolean,
): Standing {
  switch (purchase.status) {
    case 'pending':
      if (awaiting || purchase.payment_in_flight) return 'awaiting_bank'
      return purchase.last_failure ? 'attempt_failed' : 'unpaid'
    case 'paid':
      return 'applying'
    case 'fulfilled':
      return 'done'
    case 'failed':
      return 'failed'
    case 'expired':
      return 'expired'
    case 'canceled':
    case 'superseded':
      return 'canceled'
    case 'refunded':
      return 'refunded'
    default:
      return purchase.status satisfies never
  }
}
