import { html, type Markup } from '../http/html.ts'
import type { HttpReply } from '../http/http-types.ts'
import { htmlReply } from '../http/replies.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const places = [
  ['/', 'Overview'],
  ['/mail', 'Mailbox'],
  ['/texts', 'Texts'],
] as const

/** A whole page of the sandbox, with what belongs to every one of them. */
export function page(input: {
  readonly title: string
  readonly here: string
  readonly content: Markup
  readonly status?: number
}): HttpReply {
  const { title, here, content } = input
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/sandbox.css" />
        <script type="module" src="/assets/sandbox.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <p class="brand"><span class="dot" aria-hidden="true"></span>Sandbox</p>
          <nav aria-label="Sandbox">
            ${places.map(
              ([href, name]) =>
                html`<a href="${href}" ${here === href ? html`aria-current="page"` : null}>${name}</a>`,
            )}
          </nav>
        </header>
        <p id="status" class="status" role="status"></p>
        <main id="content" tabindex="-1">${content}</main>
      </body>
    </html>`
  const headers = { 'content-security-policy': policy }
  return htmlReply(markup, input.status ? { headers, status: input.status } : { headers })
}
