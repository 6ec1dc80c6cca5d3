import type { Principal } from '#lib/auth/principal.ts'
import { config } from '#lib/server/config.ts'
import { Problem } from './problem.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends the session cookie along by itself, so a change by session must come from our own pages. A bearer
 * token is never sent by itself. Without either (sign-in, webhooks) only a browser on another site is refused.
 */
export function refuseCrossSite(request: Request, principal: Principal | null): void {
  if (SAFE.has(request.method) || principal?.via === 'token') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site === 'same-origin' || origin === config().appUrl.origin) return
  if (principal === null && site === null && origin === null) return
  throw new Problem({
    status: 403,
    code: 'cross_site_request',
    detail: 'This request did not come from a page of this site.',
  })
}
