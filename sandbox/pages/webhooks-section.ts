import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { readDeliveryMode } from '../webhooks/delivery-mode.ts'
import { type Delivery, listAttempts, listDeliveries } from '../webhooks/delivery-store.ts'
import { isEndpointDisabled } from '../webhooks/webhook-endpoint.ts'
import { chip } from './chip.ts'
import { showMs } from './show-instant.ts'

const shown = 30

export function webhooksSection(context: ControlContext): Markup {
  const { store } = context
  const deliveries = listDeliveries(store, { count: shown })
  return html`<section class="card" aria-labelledby="webhooks-title" id="webhooks" data-live>
    <div class="section-head">
      <h2 id="webhooks-title">Webhook deliveries</h2>
      <p class="muted">Signed, sent to the app, tried again until it is taken.</p>
    </div>
    ${
      isEndpointDisabled(store, 'razorpay') &&
      html`<div class="warning" role="note">
        <p>The webhook is disabled: deliveries failed for 24 hours. New events are not sent.</p>
        <form data-method="POST" action="/webhooks/endpoints/razorpay/enable"><button>Enable again</button></form>
      </div>`
    }
    ${
      deliveries.length === 0
        ? html`<p class="empty">Nothing sent yet. Pay an order and its events appear here.</p>`
        : html`<div class="scroll" role="region" aria-label="Table of deliveries" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">Event</th>
                  <th scope="col">State</th>
                  <th scope="col">Attempts</th>
                  <th scope="col">Created</th>
                  <th scope="col"><span class="unseen">Actions</span></th>
                </tr>
              </thead>
              <tbody>
                ${deliveries.map((delivery) => deliveryRow(context, delivery))}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

function deliveryRow({ store }: ControlContext, delivery: Delivery): Markup {
  const attempts = listAttempts(store, delivery.id)
  const last = attempts.at(-1)
  const outcome = last
    ? `${last.status ?? 'no answer'}${attempts.length > 1 ? ` × ${attempts.length}` : ''}`
    : '–'
  return html`<tr>
    <td>
      <a href="/deliveries/${delivery.id}">${delivery.event}</a>
      <span class="muted below"><code>${delivery.subject}</code>${delivery.copy > 1 ? ` copy ${delivery.copy}` : ''}</span>
    </td>
    <td>${chip(delivery.status)}</td>
    <td class="numbers">${outcome}${
      delivery.status === 'pending' && delivery.dueMs !== null
        ? html`<span class="muted below">next ${showMs(delivery.dueMs)}</span>`
        : null
    }</td>
    <td class="numbers">${showMs(delivery.createdMs)}</td>
    <td>${redeliverForm(delivery)}</td>
  </tr>`
}

export function redeliverForm(delivery: Delivery): Markup {
  return html`<form data-method="POST" action="/webhooks/${delivery.id}/redeliver">
    <button aria-label="Redeliver ${delivery.event} number ${delivery.id}">Redeliver</button>
  </form>`
}

export function modeSection({ store }: ControlContext): Markup {
  const mode = readDeliveryMode(store)
  return html`<section class="card" aria-labelledby="mode-title" id="mode">
    <div class="section-head">
      <h2 id="mode-title">Delivery</h2>
      <p class="muted">How unreliable webhooks are.</p>
    </div>
    <form class="fields" data-method="PUT" action="/webhooks/mode">
      <div class="field">
        <label for="mode-duplicate">Sent how often</label>
        <input type="number" id="mode-duplicate" name="duplicate" min="1" max="20" step="1" required value="${mode.duplicate}" />
      </div>
      <div class="field">
        <label for="mode-delay">Delay (ms)</label>
        <input type="number" id="mode-delay" name="delayMs" min="0" max="86400000" step="1" required value="${mode.delayMs}" />
      </div>
      <div class="field">
        <label for="mode-drop">Share lost (0–1)</label>
        <input type="number" id="mode-drop" name="drop" min="0" max="1" step="0.05" required value="${mode.drop}" />
      </div>
      <label class="check"><input type="checkbox" name="shuffle" ${mode.shuffle && html`checked`} /> Out of order</label>
      <label class="check"><input type="checkbox" name="paused" ${mode.paused && html`checked`} /> Paused</label>
      <button class="primary">Apply</button>
    </form>
  </section>`
}
