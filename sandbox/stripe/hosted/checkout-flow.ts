import { html, type Markup } from '../../http/html.ts'
import { formatAmount } from '../../money/format-amount.ts'
import { readHidden, type SessionHidden } from '../checkout/session-hidden.ts'
import { authenticateSession, submitSession } from '../checkout/submit-session.ts'
import { successAddress } from '../checkout/success-address.ts'
import type { CheckoutSession } from '../objects/checkout-session.ts'
import { doneAt, type Flow, type FlowPage } from './flow.ts'
import { summary } from './summary.ts'

/** The hosted page of a Checkout Session. */
export const checkoutFlow: Flow = {
  path: '/c/pay/:id',
  show(act, id) {
    const session = act.sessions.find(id)
    if (!session) return null
    const hidden = readHidden(act, id)
    const known = session.customer ? act.customers.find(session.customer)?.email : session.customer_email
    return {
      title: titleOf(session),
      summary: summaryOf(session, hidden),
      about: aboutOf(session),
      action: actionOf(session),
      asksEmail: !known,
      back: session.cancel_url,
      asked: hidden.waiting !== null,
      over: overOf(session),
      leadsTo: [session.success_url, session.cancel_url],
    }
  },
  submit: (act, input) => doneAt(submitSession(act, input), successAddress),
  authenticate: (act, input) => doneAt(authenticateSession(act, input), successAddress),
}

function titleOf({ mode }: CheckoutSession): string {
  return mode === 'setup' ? 'Save a card' : 'Checkout'
}

function aboutOf({ amount_total: amount, currency }: CheckoutSession): string {
  return amount && currency ? `a payment of ${formatAmount({ amount, currency })}` : 'saving a card'
}

function actionOf(session: CheckoutSession): string {
  const { mode, amount_total: amount, currency } = session
  if (mode === 'setup') return 'Save card'
  if (!amount || !currency) return 'Start subscription'
  const what = formatAmount({ amount, currency })
  return mode === 'subscription' ? `Subscribe for ${what}` : `Pay ${what}`
}

function summaryOf(session: CheckoutSession, { lines, subscription }: SessionHidden): Markup {
  const { mode, amount_total: due, currency } = session
  if (mode === 'setup' || due === null || currency === null) {
    return html`<p class="heading">Save a card</p>
      <p class="note">It is used for what you pay from now on. Nothing is charged today.</p>`
  }
  const recurring = lines[0]?.price.recurring
  const each = recurring ? every(recurring) : null
  const trial = subscription?.trialDays ? `Free for ${subscription.trialDays} days, then ` : ''
  return summary({
    heading: mode === 'subscription' ? 'Subscribe' : 'Pay',
    currency,
    due: trial ? 0 : due,
    note: each && `${trial}${formatAmount({ amount: due, currency })} ${each}, until you cancel`,
    lines: lines.map((line) => ({
      text: line.quantity === 1 ? line.description : `${line.quantity} × ${line.description}`,
      amount: line.amount_total,
    })),
    totals: [{ text: 'Due today', amount: trial ? 0 : due }],
  })
}

function every({ interval, interval_count }: { readonly interval: string; readonly interval_count: number }) {
  return interval_count === 1 ? `every ${interval}` : `every ${interval_count} ${interval}s`
}

function overOf(session: CheckoutSession): FlowPage['over'] {
  switch (session.status) {
    case 'open':
      return null
    case 'complete':
      return {
        heading: 'Done',
        text: session.mode === 'setup' ? 'Your card is saved.' : 'Your payment has gone through.',
        good: true,
        onward: successAddress(session),
      }
    case 'expired':
      return {
        heading: 'This checkout has expired',
        text: 'Nothing was charged. Start again where you came from.',
        good: false,
        onward: session.cancel_url,
      }
    default:
      return session.status satisfies never
  }
}
