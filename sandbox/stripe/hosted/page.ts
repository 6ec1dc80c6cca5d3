import { html, type Markup } from '../../http/html.ts'
import type { HttpReply } from '../../http/http-types.ts'
import { htmlReply } from '../../http/replies.ts'

/** A whole hosted page: no script, nothing from elsewhere. A form may lead back to the app, and nowhere else. */
export function page(input: {
  readonly title: string
  readonly content: Markup
  readonly status?: number
  readonly leadsTo?: readonly (string | null)[]
}): HttpReply {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${input.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/hosted/assets/hosted.css" />
      </head>
      <body>
        ${input.content}
        <footer class="test-mode">Test mode. No money moves.</footer>
      </body>
    </html>`
  const headers = {
    'content-security-policy': policy(input.leadsTo ?? []),
    // The form's own origin must reach the server, or it could not tell it from another page's.
    'referrer-policy': 'same-origin',
  }
  return htmlReply(markup, { headers, status: input.status ?? 200 })
}

function policy(leadsTo: readonly (string | null)[]): string {
  const origins = leadsTo.flatMap((address) => URL.parse(address ?? '')?.origin ?? [])
  return [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    `form-action ${["'self'", ...new Set(origins)].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function seeOther(location: string): HttpReply {
  return { kind: 'answer', status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
