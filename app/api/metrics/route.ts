import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import type { RouteFacts } from '#lib/http/route-types.ts'
import { config } from '#lib/server/config.ts'
import { collectMetrics, METRICS_CONTENT_TYPE } from '#lib/server/metrics/collect-metrics.ts'

/** S0.15 Prometheus text. With METRICS_TOKEN set, only for who sends it as a bearer token. */
async function answerMetrics(request: Request): Promise<Response> {
  if (!isAdmitted(request)) {
    return new Response('not authorized\n', { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  }
  return new Response(await collectMetrics(), {
    headers: { 'content-type': METRICS_CONTENT_TYPE, 'cache-control': 'no-store' },
  })
}

function isAdmitted(request: Request): boolean {
  const { metricsToken } = config()
  if (metricsToken === undefined) return true
  const sent = request.headers.get('authorization') ?? ''
  // Hashes have one length, which a comparison in constant time needs.
  return timingSafeEqual(Buffer.from(keyedHash(sent)), Buffer.from(keyedHash(`Bearer ${metricsToken}`)))
}

export const GET = Object.assign(answerMetrics, {
  facts: {
    access: 'public',
    summary: 'Read metrics as Prometheus does',
    answers: { 200: { media: 'text/plain' }, 401: { media: 'text/plain' } },
  } satisfies RouteFacts,
})
