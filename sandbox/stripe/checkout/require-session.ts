import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { CheckoutSession } from '../objects/checkout-session.ts'
import type { StripeContext } from '../stripe-context.ts'

export function requireSession({ sessions }: StripeContext, id: string): CheckoutSession {
  const session = sessions.find(id)
  if (!session) throw noSuch({ what: 'checkout.session', id, param: 'session' })
  return session
}

export function requireOpenSession(context: StripeContext, id: string): CheckoutSession {
  const session = requireSession(context, id)
  if (session.status === 'open') return session
  throw invalidRequest(
    `Only Checkout Sessions with a status in ["open"] can be used. This Checkout Session has a status of ` +
      `\`${session.status}\`.`,
  )
}
