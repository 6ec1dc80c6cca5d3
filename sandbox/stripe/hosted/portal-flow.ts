import { html } from '../../http/html.ts'
import type { PortalSession } from '../objects/portal-session.ts'
import type { SetupIntent } from '../objects/setup-intent.ts'
import { authenticateUpdate, updateCard } from '../portal/update-card.ts'
import type { Act } from '../stripe-context.ts'
import { doneAt, type Flow } from './flow.ts'

/** The customer portal, of which there is the page on which a card is replaced. */
export const portalFlow: Flow = {
  path: '/p/session/:id',
  show(act, id) {
    const session = act.portalSessions.find(id)
    if (!session) return null
    const email = act.customers.find(session.customer)?.email ?? ''
    return {
      title: 'Update your payment method',
      summary: html`<p class="heading">Update your payment method</p>
        <p class="note">It is used for everything you pay from now on${email ? `, ${email}` : ''}. Nothing is charged today.</p>`,
      about: 'saving a card',
      action: 'Save card',
      asksEmail: false,
      back: session.return_url,
      asked: setupOf(act, id)?.status === 'requires_action',
      over:
        act.portalSessions.column(id, 'finished') === 1
          ? { heading: 'Saved', text: 'Your new card is in use.', good: true, onward: onwardOf(session) }
          : null,
      leadsTo: [session.return_url, onwardOf(session)],
    }
  },
  submit(act, { id, card }) {
    const session = requireSession(act, id)
    return doneAt(updateCard(act, { session, card }), goOn)
  },
  authenticate(act, { id, agreed }) {
    const session = requireSession(act, id)
    const intent = setupOf(act, id)
    if (!intent) return { kind: 'declined', message: 'There is no card to be confirmed.' }
    return doneAt(authenticateUpdate(act, { session, intent, agreed }), goOn)
  },
}

function requireSession(act: Act, id: string): PortalSession {
  const session = act.portalSessions.find(id)
  if (!session) throw new Error(`sandbox: no portal session ${id}`)
  return session
}

function setupOf(act: Act, id: string): SetupIntent | null {
  return act.setupIntents.find(String(act.portalSessions.column(id, 'setup_intent')))
}

function onwardOf({ flow, return_url }: PortalSession): string | null {
  return flow?.after_completion.redirect?.return_url ?? return_url
}

function goOn(session: PortalSession): string {
  return onwardOf(session) ?? `/p/session/${session.id}`
}
