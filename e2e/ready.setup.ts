import { expect, apiTest as test } from './testing/test.ts'

test('S0.15 what was started says that it is well, and counts', async ({ product }) => {
  const health = await fetch(`${product.app}/api/health`)
  expect(health.status).toBe(200)
  expect(await health.json()).toMatchObject({
    status: 'ok',
    checks: { database: 'ok', migrations: 'ok', worker: 'ok', provider: 'ok' },
  })
  const metrics = await fetch(`${product.app}/api/metrics`)
  expect(metrics.headers.get('content-type')).toContain('text/plain')
  expect(await metrics.text()).toMatch(/^# TYPE \S*addon\S* /m)
})
