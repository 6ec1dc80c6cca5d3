import type { ProviderMandate } from '../mandates.ts'

/** Razorpay's nine states in the port's words. Throws on one it does not know: a guess could charge or withdraw. */
export function mandateStatus(status: string): ProviderMandate['status'] {
  switch (status) {
    case 'created':
      return 'pending'
    case 'authenticated':
    case 'active':
      return 'active'
    case 'pending':
      return 'past_due'
    case 'halted':
    case 'paused':
      return 'halted'
    case 'cancelled':
    case 'expired':
      return 'canceled'
    case 'completed':
      return 'completed'
    default:
      throw new Error(`Razorpay: a subscription is ${status}, which we do not know`)
  }
}
