import { z } from 'zod'
import type { RouteFacts } from '#lib/http/route-types.ts'
import { checkHealth } from '#lib/server/health/check-health.ts'

const health = z.object({
  status: z.enum(['ok', 'failing']),
  failing: z.array(z.string()),
  checks: z.record(z.string(), z.string()),
})

/** S0.15. No route declaration: it answers when nothing else does, not even the clock. */
async function answerHealth(): Promise<Response> {
  const health = await checkHealth()
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}

export const GET = Object.assign(answerHealth, {
  facts: {
    access: 'public',
    summary: 'Say whether the service can do its work',
    answers: { 200: health, 503: { media: 'application/json', schema: health } },
  } satisfies RouteFacts,
})
