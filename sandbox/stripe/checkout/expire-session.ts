import type { CheckoutSession } from '../objects/checkout-session.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { requireOpenSession } from './require-session.ts'

/** Nobody can pay it any more. */
export function expireSession(act: Act, id: string): CheckoutSession {
  const open = requireOpenSession(act, id)
  const expired: CheckoutSession = { ...open, status: 'expired', url: null }
  act.sessions.update(expired, { status: expired.status, due: null })
  emitEvent(act, { type: 'checkout.session.expired', object: expired })
  return expired
}
