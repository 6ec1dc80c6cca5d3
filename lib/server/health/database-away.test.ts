import { expect, test } from 'vitest'
import { GET as getHealth } from '#app/api/health/route.ts'
import { GET as getMetrics } from '#app/api/metrics/route.ts'
import { GET as getTokens } from '#app/api/tokens/route.ts'
import { call } from '#lib/http/testing/call.ts'

// Tests without a database have an address nobody listens at: what a database that is away looks like.

test('S0.15 health answers, and names what fails', async () => {
  const response = await getHealth()
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    status: 'failing',
    failing: ['database', 'migrations', 'worker', 'outbox'],
    checks: { database: 'not reachable', provider: 'ok' },
  })
})

test('S0.15 metrics answer, and say so', async () => {
  const response = await getMetrics(new Request('http://localhost:3000/api/metrics'))
  expect(await response.text()).toContain('tackon_database_up 0')
})

test('E.4 an API call is 503 with Retry-After, and shows nothing of the reason', async () => {
  const answer = await call(getTokens, { token: `tk_${'a'.repeat(43)}` })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(answer.body).toMatchObject({ code: 'database_unreachable' })
  expect(JSON.stringify(answer.body)).not.toContain('127.0.0.1')
})
