import type { ControlContext } from '../control/control-context.ts'
import { html } from '../http/html.ts'
import type { HttpReply, HttpRequest } from '../http/http-types.ts'
import { listTexts, type Text } from '../mailbox/text-store.ts'
import { page } from './layout.ts'
import { showInstant } from './show-instant.ts'

/** The text messages the app had sent, newest first. */
export function textsPage({ store }: ControlContext, { url }: HttpRequest): HttpReply {
  const to = url.searchParams.get('to') || null
  const texts = listTexts(store, { to, count: 200 })
  const content = html`<h1>Text messages</h1>
    <form class="row search" method="get" action="/texts" role="search">
      <label for="to">To</label>
      <input type="tel" id="to" name="to" value="${to ?? ''}" placeholder="+4915123456789" />
      <button>Show</button>
    </form>
    <section class="card" aria-label="Text messages" data-live id="texts">
      ${
        texts.length === 0
          ? html`<p class="empty">No text message yet. What the app sends to telephones lands here.</p>`
          : html`<ul class="mails">
              ${texts.map(textItem)}
            </ul>`
      }
    </section>`
  return page({ title: 'Text messages', here: '/texts', content })
}

function textItem({ to, text, receivedAt }: Text) {
  // Odd places are addresses: what was split at stays.
  const parts = text.split(/(https?:\/\/[^\s<>")]+)/)
  return html`<li>
    <span
      >${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : part))}</span
    >
    <span class="muted">to ${to}</span>
    <span class="when">${showInstant(Temporal.Instant.from(receivedAt))}</span>
  </li>`
}
