import { checkHealth } from '#lib/server/health/check-health.ts'

/** S0.15. No route declaration: it answers when nothing else does, not even the clock. */
export async function GET(): Promise<Response> {
  const health = await checkHealth()
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
