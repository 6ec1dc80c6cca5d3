import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { formatAmount } from '../money/format-amount.ts'
import { productName } from '../stripe/invoices/line-drafts.ts'
import type { Invoice } from '../stripe/objects/invoice.ts'
import type { Subscription } from '../stripe/objects/subscription.ts'
import type { StripeContext } from '../stripe/stripe-context.ts'
import { chip } from './chip.ts'
import { showSeconds } from './show-instant.ts'

const shown = 15
const shownInvoices = 4

const cards = [
  ['4242424242424242', 'Pays'],
  ['4000000000000341', 'Declines'],
  ['4000000000003220', 'Asks for 3-D Secure'],
] as const

/** Stripe's subscriptions, newest first, each with its last invoices and what the payer and the bank can do. */
export function stripeSubscriptionsSection({ stripe }: ControlContext): Markup {
  const subscriptions = stripe.subscriptions.list({ count: shown })
  return html`<section class="card" aria-labelledby="stripe-title" id="stripe" data-live>
    <div class="section-head">
      <h2 id="stripe-title">Stripe subscriptions</h2>
      <p class="muted">Renewals come with the clock.</p>
    </div>
    ${
      subscriptions.length === 0
        ? html`<p class="empty">No subscription yet. It appears once a checkout is paid.</p>`
        : html`<ul class="orders">
            ${subscriptions.map((subscription) => subscriptionItem(stripe, subscription))}
          </ul>`
    }
  </section>`
}

function subscriptionItem(stripe: StripeContext, subscription: Subscription): Markup {
  const { id, customer, items, status } = subscription
  const invoices = stripe.invoices.list({ where: 'subscription = ?', values: [id], count: shownInvoices })
  const what = items.data.map((item) => `${item.quantity} × ${productName(stripe, item.price)}`).join(', ')
  const [item] = items.data
  const over = status === 'canceled' || status === 'incomplete_expired'
  return html`<li class="order">
    <div class="line">
      ${chip(status)}
      <span class="ids">${what} <code>${id}</code></span>
      ${item && !over ? html`<span class="when">until ${showSeconds(item.current_period_end)}</span>` : null}
    </div>
    ${subscription.pending_update && html`<p class="muted reason">A change waits until its invoice is paid.</p>`}
    ${
      !over &&
      html`<form class="row" data-method="POST" action="/stripe/customers/${customer}/payment-method" aria-label="Card for ${id}">
        <span class="muted">Card from now on</span>
        ${cards.map(([number, name]) => html`<button name="card" value="${number}">${name}</button>`)}
      </form>`
    }
    ${invoices.length > 0 && html`<ul class="payments">${invoices.map((invoice) => invoiceItem(stripe, invoice))}</ul>`}
  </li>`
}

function invoiceItem(stripe: StripeContext, invoice: Invoice): Markup {
  const { id, status, currency } = invoice
  const [intent] = stripe.paymentIntents.list({ where: 'invoice = ?', values: [id], count: 1 })
  const name = invoice.number ?? 'draft'
  return html`<li>
    <div class="line">
      <span class="amount">${formatAmount({ amount: invoice.total, currency })}</span>
      ${chip(status)}
      <span class="ids">${status === 'draft' ? name : html`<a href="${stripe.origin.url}/i/${id}">${name}</a>`} <span class="muted">${invoice.billing_reason.replace('subscription_', '')}</span></span>
      <span class="when">${showSeconds(invoice.created)}</span>
      ${
        status === 'open' &&
        html`<form class="row" data-method="POST" action="/stripe/invoices/${id}/pay" aria-label="Pay ${name}">
          <button name="card" value="4242424242424242" class="primary">Pay</button>
          <button name="card" value="4000000000000341">Decline</button>
        </form>`
      }
      ${
        status === 'open' &&
        intent?.status === 'requires_action' &&
        html`<form class="row" data-method="POST" action="/stripe/invoices/${id}/authenticate" aria-label="3-D Secure of ${name}">
          <button name="outcome" value="success">Confirm at the bank</button>
          <button name="outcome" value="fail">Refuse</button>
        </form>`
      }
      ${
        intent?.status === 'succeeded' &&
        html`<form class="row" data-method="POST" action="/stripe/disputes">
          <input type="hidden" name="payment_intent" value="${intent.id}" />
          <button aria-label="Dispute ${name}">Dispute</button>
        </form>`
      }
    </div>
    ${intent ? disputes(stripe, intent.id) : null}
  </li>`
}

function disputes(stripe: StripeContext, intentId: string): readonly Markup[] {
  return stripe.disputes.list({ where: 'payment_intent = ?', values: [intentId] }).map(
    ({ id, amount, currency, status }) => html`<div class="line refund">
      ${chip(status)}
      <span class="ids">Dispute over <span class="amount">${formatAmount({ amount, currency })}</span> <code>${id}</code></span>
      ${
        status === 'needs_response' &&
        html`<form class="row" data-method="POST" action="/stripe/disputes/${id}/close" aria-label="Close ${id}">
          <button name="outcome" value="lost">Lost</button>
          <button name="outcome" value="won">Won</button>
        </form>`
      }
    </div>`,
  )
}
