import { describe, expect, it } from 'vitest'
import { guardAuthRequest } from './guard-auth-request.ts'

const at = (path: string, init: RequestInit = {}) =>
  new Request(`http://localhost:3000/api/auth/${path}`, init)
const post = (body: string, type: string, headers: Record<string, string> = {}) =>
  at('callback/password', { method: 'POST', body, headers: { 'content-type': type, ...headers } })
const form = 'application/x-www-form-urlencoded'

describe('E.4 what next-auth is given', () => {
  it('is a plain form, whatever form it came in', async () => {
    const guarded = await guardAuthRequest(post('{"email":"a@b.test","json":true}', 'application/json'))
    expect(await guarded.text()).toBe('email=a%40b.test&json=true')
    expect(await (await guardAuthRequest(post('a=1&b=2', form))).text()).toBe('a=1&b=2')
    expect(await (await guardAuthRequest(post('', form))).text()).toBe('')
  })

  it.each([
    ['broken JSON', post('{', 'application/json'), 400],
    ['nested JSON', post('{"a":{"b":1}}', 'application/json'), 400],
    ['a list', post('[1]', 'application/json'), 400],
    ['NUL', post('a=%00', form), 400],
    ['another type', post('<a/>', 'text/xml'), 415],
    ['a long body', post(`a=${'x'.repeat(20_000)}`, form), 413],
    ['a callback that is no address', at('signin?callbackUrl=foo'), 400],
    ['a callback of another scheme', at('signin?callbackUrl=javascript:alert(1)'), 400],
    ['such a callback in a form', post('callbackUrl=data%3Ax', form), 400],
    ['such a callback in its cookie', at('csrf', { headers: { cookie: 'next-auth.callback-url=zzz' } }), 400],
    [
      'broken percent-encoding there',
      at('csrf', { headers: { cookie: '__Secure-next-auth.callback-url=%E0%A4%A' } }),
      400,
    ],
  ])('is not %s', async (_, request, status) => {
    await expect(guardAuthRequest(request)).rejects.toMatchObject({ status })
  })

  it('may come with the callbacks next-auth makes itself', async () => {
    const cookie = 'a=b; next-auth.callback-url=http%3A%2F%2Flocalhost%3A3000%2Fbilling'
    const guarded = await guardAuthRequest(at('signin?callbackUrl=%2Fbilling', { headers: { cookie } }))
    expect(new URL(guarded.url).searchParams.get('callbackUrl')).toBe('/billing')
    expect(guarded.headers.get('cookie')).toBe(cookie)
  })
})
