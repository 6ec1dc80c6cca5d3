import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import type { HttpReply, HttpRequest } from '../http/http-types.ts'
import { notFound } from '../http/problem.ts'
import { type Attempt, findDelivery, listAttempts } from '../webhooks/delivery-store.ts'
import { chip } from './chip.ts'
import { page } from './layout.ts'
import { showMs } from './show-instant.ts'
import { redeliverForm } from './webhooks-section.ts'

export function deliveryPage({ store }: ControlContext, { params }: HttpRequest): HttpReply {
  const delivery = findDelivery(store, Number(params.id))
  if (!delivery) throw notFound(`There is no delivery ${params.id}.`)
  const attempts = listAttempts(store, delivery.id)
  const content = html`<p><a href="/">Overview</a></p>
    <div class="section-head">
      <h1>${delivery.event}</h1>
      ${redeliverForm(delivery)}
    </div>
    <div data-live id="delivery">
      <dl class="facts">
        <div><dt>State</dt><dd>${chip(delivery.status)}</dd></div>
        <div><dt>Event id</dt><dd><code>${delivery.eventId}</code></dd></div>
        <div><dt>About</dt><dd><code>${delivery.subject}</code></dd></div>
        <div><dt>Created</dt><dd>${showMs(delivery.createdMs)}</dd></div>
        ${
          delivery.status === 'pending' && delivery.dueMs !== null
            ? html`<div><dt>Next attempt</dt><dd>${showMs(delivery.dueMs)}</dd></div>`
            : null
        }
      </dl>
      <section class="card" aria-labelledby="attempts-title">
        <h2 id="attempts-title">Attempts</h2>
        ${attempts.length === 0 ? html`<p class="empty">Not tried yet.</p>` : attemptList(attempts)}
      </section>
    </div>
    <section class="card" aria-labelledby="payload-title">
      <h2 id="payload-title">Payload</h2>
      <pre class="payload" tabindex="0" role="region" aria-label="Payload as JSON">${pretty(delivery.body)}</pre>
    </section>`
  return page({ title: delivery.event, here: '', content })
}

function attemptList(attempts: readonly Attempt[]): Markup {
  return html`<ol class="attempts">
    ${attempts.map(
      ({ atMs, durationMs, status, response, error }) => html`<li>
        <div class="line">
          ${chip(status !== null && status >= 200 && status < 300 ? 'delivered' : 'failed')}
          <span class="ids">${status === null ? (error ?? 'no answer') : `HTTP ${status}`}</span>
          <span class="when">${showMs(atMs)} · ${durationMs} ms</span>
        </div>
        ${response && html`<p class="muted reason">${response}</p>`}
      </li>`,
    )}
  </ol>`
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2)
}
