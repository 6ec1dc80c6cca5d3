import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import type { HttpReply, HttpRequest } from '../http/http-types.ts'
import { notFound } from '../http/problem.ts'
import { htmlReply } from '../http/replies.ts'
import { findAttachment, findMail, listMails, type Mail } from '../mailbox/mail-store.ts'
import { page } from './layout.ts'
import { showInstant } from './show-instant.ts'

/** A mail's own markup is shown in a frame that may run nothing; its links open in a new tab. */
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: http: https:',
  "frame-ancestors 'self'",
].join('; ')

export function mailboxSection({ store }: ControlContext): Markup {
  const mails = listMails(store, { to: null, count: 8 })
  return html`<section class="card" aria-labelledby="mailbox-title" id="mailbox" data-live>
    <div class="section-head">
      <h2 id="mailbox-title">Mailbox</h2>
      <a href="/mail">All mail</a>
    </div>
    ${mailList(mails)}
  </section>`
}

export function mailboxPage({ store }: ControlContext, { url }: HttpRequest): HttpReply {
  const to = url.searchParams.get('to') || null
  const mails = listMails(store, { to, count: 200 })
  const content = html`<h1>Mailbox</h1>
    <form class="row search" method="get" action="/mail" role="search">
      <label for="to">To</label>
      <input type="email" id="to" name="to" value="${to ?? ''}" placeholder="pro@smart-ml.test" />
      <button>Show</button>
    </form>
    <section class="card" aria-label="Mails" data-live id="mails">${mailList(mails)}</section>`
  return page({ title: 'Mailbox', here: '/mail', content })
}

function mailList(mails: readonly Mail[]): Markup {
  if (mails.length === 0) return html`<p class="empty">No mail yet. What the app sends lands here.</p>`
  return html`<ul class="mails">
    ${mails.map(
      (mail) => html`<li>
        <a href="/mail/${mail.id}">${mail.subject || '(no subject)'}</a>
        <span class="muted">to ${mail.to.join(', ')}</span>
        <span class="when">${showInstant(Temporal.Instant.from(mail.receivedAt))}</span>
      </li>`,
    )}
  </ul>`
}

export function mailPage(context: ControlContext, { params }: HttpRequest): HttpReply {
  const mail = found(context, params.id)
  const links = [...new Set((mail.text ?? '').match(/https?:\/\/[^\s<>")]+/g) ?? [])]
  const content = html`<p><a href="/mail">Mailbox</a></p>
    <h1>${mail.subject || '(no subject)'}</h1>
    <dl class="facts">
      <div><dt>From</dt><dd>${mail.from}</dd></div>
      <div><dt>To</dt><dd>${mail.to.join(', ')}</dd></div>
      <div><dt>Received</dt><dd>${showInstant(Temporal.Instant.from(mail.receivedAt))}</dd></div>
    </dl>
    ${
      mail.html &&
      html`<section class="card" aria-label="Formatted mail">
        <iframe
          class="mail-html"
          title="Formatted mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src="/mail/${mail.id}/html"
        ></iframe>
      </section>`
    }
    ${
      mail.attachments.length > 0 &&
      html`<section class="card" aria-labelledby="attachments-title">
        <h2 id="attachments-title">Attachments</h2>
        <ul class="links">
          ${mail.attachments.map(
            ({ name, bytes }, position) =>
              html`<li><a href="/mail/${mail.id}/attachments/${position}">${name}</a> (${Math.ceil(bytes / 1024)} KB)</li>`,
          )}
        </ul>
      </section>`
    }
    ${
      links.length > 0 &&
      html`<section class="card" aria-labelledby="links-title">
        <h2 id="links-title">Links</h2>
        <ul class="links">
          ${links.map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`)}
        </ul>
      </section>`
    }
    <section class="card" aria-labelledby="text-title">
      <h2 id="text-title">Text</h2>
      <pre class="mail-text">${mail.text ?? 'This mail has no text part.'}</pre>
    </section>`
  return page({ title: mail.subject || 'Mail', here: '/mail', content })
}

export function mailHtml(context: ControlContext, { params }: HttpRequest): HttpReply {
  const mail = found(context, params.id)
  return htmlReply(`<base target="_blank">${mail.html ?? ''}`, {
    headers: { 'content-security-policy': mailPolicy },
  })
}

/** What a mail carries: a PDF to look at, anything else only to be kept. */
export function mailAttachment({ store }: ControlContext, { params }: HttpRequest): HttpReply {
  const { id = '', position = '' } = params
  const attachment = /^\d{1,3}$/.test(position) ? findAttachment(store, id, Number(position)) : null
  if (!attachment) throw notFound(`There is no attachment ${position} of mail ${id}.`)
  const isPdf = attachment.type === 'application/pdf'
  return {
    kind: 'answer',
    status: 200,
    headers: {
      'content-type': isPdf ? attachment.type : 'application/octet-stream',
      'content-disposition': `${isPdf ? 'inline' : 'attachment'}; filename="${attachment.name.replace(/[^\w.-]+/g, '_')}"`,
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(attachment.content),
  }
}

function found({ store }: ControlContext, id: string | undefined): Mail {
  const mail = findMail(store, id ?? '')
  if (!mail) throw notFound(`There is no mail ${id}.`)
  return mail
}
