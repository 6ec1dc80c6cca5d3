import { describe, expect, test } from 'vitest'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { call } from '#lib/http/testing/call.ts'

// Invariant 12 for the desk: every address of it, whatever it is asked, is for staff.

const files = import.meta.glob<Record<string, RouteHandler>>('./**/route.ts', { eager: true })
const routes = Object.entries(files).flatMap(([file, methods]) =>
  Object.entries(methods).map(([method, handler]) => ({
    name: file.slice(1, -'/route.ts'.length),
    method,
    handler,
  })),
)

const customer = await buildUser()
const ask = (handler: RouteHandler, method: string, headers: Record<string, string>) =>
  call(handler, {
    method,
    params: { id: '0193f2a4-7b1c-7abc-8def-0123456789ab' },
    headers,
    ...(method === 'GET' ? {} : { body: {} }),
  })

describe('E.2 the desk is for staff', () => {
  test('every address of it is asked', () => {
    expect(routes.length).toBeGreaterThanOrEqual(17)
  })

  test.each(routes)('$method $name', async ({ method, handler }) => {
    const anonymous = await ask(handler, method, {})
    expect(anonymous.status).toBe(401)
    expect(anonymous.headers.get('content-type')).toBe('application/problem+json')

    const byToken = await ask(handler, method, { authorization: `Bearer ${customer.token}` })
    expect(byToken.status).toBe(403)
    expect(byToken.body).toMatchObject({ code: 'forbidden' })
    expect((await ask(handler, method, { cookie: customer.cookie })).status).toBe(403)
    expect((await ask(handler, method, { authorization: 'Bearer tk_x' })).status).toBe(401)
  })
})
