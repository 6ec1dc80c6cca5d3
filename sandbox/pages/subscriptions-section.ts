import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { formatAmount } from '../money/format-amount.ts'
import type { RazorpayContext } from '../razorpay/razorpay-context.ts'
import { rhythmInWords } from '../razorpay/subscriptions/cycle-rules.ts'
import type { SubscriptionRecord } from '../razorpay/subscriptions/subscription-entities.ts'
import { isOver } from '../razorpay/subscriptions/subscription-rules.ts'
import { planOf, readSubscription } from '../razorpay/subscriptions/subscription-store.ts'
import { chip } from './chip.ts'
import { showSeconds } from './show-instant.ts'

const shown = 20

/** Razorpay's subscriptions, newest first, each with what the payer and the bank can do about it. */
export function subscriptionsSection({ razorpay }: ControlContext): Markup {
  const subscriptions = razorpay.subscriptions.list({ count: shown })
  return html`<section class="card" aria-labelledby="subscriptions-title" id="subscriptions" data-live>
    <div class="section-head">
      <h2 id="subscriptions-title">Razorpay subscriptions</h2>
      <p class="muted">Charges come when the clock gets there.</p>
    </div>
    ${
      subscriptions.length === 0
        ? html`<p class="empty">No subscriptions yet. Buy something with automatic renewal: its mandate appears here.</p>`
        : html`<ul class="orders">
            ${subscriptions.map(({ id }) => subscriptionItem(razorpay, readSubscription(razorpay, id)))}
          </ul>`
    }
  </section>`
}

function subscriptionItem(razorpay: RazorpayContext, record: SubscriptionRecord): Markup {
  const { entity, facts } = record
  const plan = planOf(razorpay, entity.plan_id)
  const amount = formatAmount({ ...plan.item, amount: plan.item.amount * entity.quantity })
  const charged = `${entity.paid_count} of ${entity.total_count} charged`
  const bank = facts.bank === 'failed' ? ', the bank refuses the next' : ''
  return html`<li class="order">
    <div class="line">
      <span class="amount">${amount}</span>
      ${chip(entity.status)}
      <span class="ids"><code>${entity.id}</code> <span class="muted">${rhythmInWords(plan)}</span></span>
      <span class="when">${showSeconds(entity.created_at)}</span>
      ${isOver(entity) ? null : actions(record)}
    </div>
    <p class="muted reason">
      ${plan.item.name}${entity.payment_method && `, by ${facts.region} ${entity.payment_method}`}: ${charged}${bank}${
        entity.charge_at !== null && html`, next ${showSeconds(entity.charge_at)}`
      }${facts.cancelsAtCycleEnd && ', ends with its cycle'}.
    </p>
  </li>`
}

function actions({ entity, facts }: SubscriptionRecord): Markup {
  const path = `/razorpay/subscriptions/${entity.id}`
  const next = facts.bank === 'failed' ? 'captured' : 'failed'
  return html`${
    entity.status === 'created'
      ? html`<form class="row" data-method="POST" action="${path}/authenticate" aria-label="Approve ${entity.id}">
          <button name="method" value="card" class="primary">Approve by card</button>
          <button name="method" value="upi">By UPI</button>
        </form>`
      : html`<form class="row" data-method="POST" action="${path}/charges" aria-label="Bank of ${entity.id}">
          <button name="outcome" value="${next}">${next === 'failed' ? 'Refuse charges' : 'Allow charges'}</button>
        </form>`
  }
    <form class="row" data-method="POST" action="${path}/revoke" aria-label="Revoke ${entity.id}">
      <button>Revoke</button>
    </form>`
}
