import type { AcceptResponse, PurchaseResponse } from './schemas.ts'

/** An accepted change: done, or to be paid through the purchase's hand-off (E.8). */
export function serializeAccepted(purchase: PurchaseResponse): AcceptResponse {
  return { status: purchase.status === 'fulfilled' ? 'applied' : 'requires_payment', purchase }
}
