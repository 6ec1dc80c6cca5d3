import { isBefore } from '#lib/calendar/instants.ts'

export type PurchaseStatus =
  | 'pending'
  | 'paid'
  | 'fulfilled'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'superseded'
  | 'refunded'

/** Which status may follow which. A late payment revives what was closed unpaid (E.8). */
const TRANSITIONS: Record<PurchaseStatus, readonly PurchaseStatus[]> = {
  pending: ['paid', 'fulfilled', 'failed', 'expired', 'canceled', 'superseded'],
  failed: ['paid', 'fulfilled'],
  expired: ['paid', 'fulfilled'],
  canceled: ['paid', 'fulfilled'],
  superseded: ['paid', 'fulfilled'],
  paid: ['fulfilled', 'refunded'],
  fulfilled: ['refunded'],
  refunded: [],
}

export function mayBecome(from: PurchaseStatus, to: PurchaseStatus): boolean {
  return TRANSITIONS[from].includes(to)
}

/** Whether its payer may still be sent to pay it. */
export function isPayable(
  purchase: { status: PurchaseStatus; expiresAt: Temporal.Instant },
  at: Temporal.Instant,
) {
  return purchase.status === 'pending' && isBefore(at, purchase.expiresAt)
}

/** Whether nothing was paid for it, as far as we know: what was closed may have been charged all the same. */
export function isUnpaid(status: PurchaseStatus): boolean {
  return mayBecome(status, 'paid')
}
