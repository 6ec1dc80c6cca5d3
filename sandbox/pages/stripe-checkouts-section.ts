import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { formatAmount } from '../money/format-amount.ts'
import type { CheckoutSession } from '../stripe/objects/checkout-session.ts'
import type { StripeContext } from '../stripe/stripe-context.ts'
import { chip } from './chip.ts'
import { showSeconds } from './show-instant.ts'

const shown = 10

/** Stripe's hosted checkouts, newest first; an open one can be paid from here. */
export function stripeCheckoutsSection({ stripe }: ControlContext): Markup {
  const sessions = stripe.sessions.list({ count: shown })
  return html`<section class="card" aria-labelledby="stripe-checkouts-title" id="stripe-checkouts" data-live>
    <div class="section-head">
      <h2 id="stripe-checkouts-title">Stripe checkouts</h2>
      <p class="muted">Hosted pages, or paid from here.</p>
    </div>
    ${
      sessions.length === 0
        ? html`<p class="empty">No checkout yet. Start a purchase in the app: its checkout appears here.</p>`
        : html`<ul class="orders">${sessions.map((session) => sessionItem(stripe, session))}</ul>`
    }
  </section>`
}

function sessionItem({ origin }: StripeContext, session: CheckoutSession): Markup {
  const { id, amount_total: amount, currency, status } = session
  return html`<li class="order">
    <div class="line">
      ${amount !== null && currency !== null && html`<span class="amount">${formatAmount({ amount, currency })}</span>`}
      ${chip(status)}
      <span class="ids"><a href="${origin.url}/c/pay/${id}"><code>${id.slice(0, 22)}…</code></a> <span class="muted">${session.mode}</span></span>
      <span class="when">${showSeconds(session.created)}</span>
      ${
        status === 'open' &&
        html`<form class="row" data-method="POST" action="/stripe/checkout/sessions/${id}/complete" aria-label="Pay ${id}">
          <button name="card" value="4242424242424242" class="primary">Pay</button>
          <button name="card" value="4000000000003220">Pay with 3-D Secure</button>
          <button name="card" value="4000000000000002">Decline</button>
        </form>`
      }
    </div>
  </li>`
}
