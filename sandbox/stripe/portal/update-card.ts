import { createPaymentMethod } from '../cards/create-payment-method.ts'
import { type CardOutcome, notAuthenticated, orDeclined, type TypedCard } from '../checkout/submit-session.ts'
import { replaceCard } from '../customers/replace-card.ts'
import type { PortalSession } from '../objects/portal-session.ts'
import type { SetupIntent } from '../objects/setup-intent.ts'
import { answerSetup, confirmSetup } from '../setup/confirm-setup.ts'
import { createSetup } from '../setup/create-setup.ts'
import type { Act } from '../stripe-context.ts'

/** A customer gives another card in the portal: saved, it is used for everything from now on. */
export function updateCard(
  act: Act,
  { session, card }: { readonly session: PortalSession; readonly card: TypedCard },
): CardOutcome<PortalSession> {
  return orDeclined<PortalSession>(act, () => {
    const { customer } = session
    const method = createPaymentMethod(act, card)
    const intent = createSetup(act, { customer, metadata: {}, usage: 'off_session' })
    act.portalSessions.update(session, { setup_intent: intent.id })
    const confirmed = confirmSetup(act, { intent, method })
    return confirmed.status === 'requires_action' ? { kind: 'asks' } : finish(act, session, confirmed)
  })
}

/** The customer answers the bank's question about the new card. */
export function authenticateUpdate(
  act: Act,
  input: { readonly session: PortalSession; readonly intent: SetupIntent; readonly agreed: boolean },
): CardOutcome<PortalSession> {
  const { session, intent, agreed } = input
  const answered = answerSetup(act, { intent, agreed })
  if (answered.status !== 'succeeded') return { kind: 'declined', message: notAuthenticated }
  return finish(act, session, answered)
}

function finish(
  act: Act,
  session: PortalSession,
  { payment_method }: SetupIntent,
): CardOutcome<PortalSession> {
  const method = act.paymentMethods.find(payment_method ?? '')
  if (method) replaceCard(act, { customer: session.customer, method })
  act.portalSessions.update(session, { finished: 1 })
  return { kind: 'done', result: session }
}
