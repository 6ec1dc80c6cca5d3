import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { config } from '#lib/server/config.ts'
import { answerTo, call, open } from './testing/call.ts'
import { openGateway } from './testing/open-gateway.ts'

const gateway = openGateway()
const { as, asked, usedBy } = gateway

describe('S2.3 what is passed on', () => {
  test('any method, path, query and body, to the upstream’s own address', async () => {
    const key = await buildKey()
    gateway.answer = async (message, response) => {
      let bytes = 0
      for await (const piece of message) bytes += (piece as Buffer).length
      response.end(`${message.method} ${message.url} ${bytes} ${message.headers.host}`)
    }
    const { host } = new URL(config().forwardUpstream ?? '')
    const at = async (method: string, path: string, body?: string) =>
      (await call(as(key, { method, path, body }))).body
    expect(await at('POST', '/forward', 'four')).toBe(`POST /base 4 ${host}`)
    expect(await at('PUT', '/forward/a/b%20c?d=e&f', 'x'.repeat(100_000))).toBe(
      `PUT /base/a/b%20c?d=e&f 100000 ${host}`,
    )
    expect(await at('DELETE', '/forward/')).toBe(`DELETE /base/ 0 ${host}`)
    expect(await at('PROPFIND', '/forward/x')).toBe(`PROPFIND /base/x 0 ${host}`)
    expect(await at('HEAD', '/forward/x')).toBe('')
  })

  test('never to where a path points', async () => {
    const key = await buildKey()
    gateway.answer = (message, response) => response.end(message.url)
    const at = (path: string) => call(as(key, { method: 'GET', path }))
    expect((await at('/forward//evil.test/x')).body).toBe('/base/evil.test/x')
    expect((await at('/forward///evil.test')).body).toBe('/base/evil.test')
    expect((await at('/forward/\\\\evil.test')).body).toBe('/base/evil.test')
    expect((await at('/forward/a/../b')).body).toBe('/base/b')
    asked.length = 0
    for (const path of [
      '/forward/..%2fsecret',
      '/forward/%2e%2e%2fx',
      '/forward/a%5c..%5cb',
      '/forward/.%2f',
    ]) {
      expect((await at(path)).status, path).toBe(400)
    }
    for (const path of ['/forward/../x', '/forward/%2e%2e/x', '/forwarded', 'http://evil.test/forward']) {
      expect((await at(path)).status, path).toBe(404)
    }
    expect(asked).toEqual([])
  })

  test('hop-by-hop fields stay where they are, both ways, with what Connection names; credentials of ours, too', async () => {
    const key = await buildKey()
    gateway.answer = (_message, response) => {
      response.writeHead(203, {
        connection: 'close, X-Hop',
        'x-hop': 'secret',
        'keep-alive': 'timeout=9',
        'proxy-authenticate': 'Basic',
        trailer: 'x-later',
        'x-ratelimit-limit': '7',
        'RateLimit-Policy': 'theirs',
        'content-security-policy': 'theirs',
        'alt-svc': 'h3=":443"',
        'set-cookie': ['tackon.session=stolen', 'own=1', '__Host-next-auth.csrf-token=x'],
        vary: 'accept',
        'x-end': 'to end',
      })
      response.end('ok')
    }
    const answer = await call(
      as(key, {
        method: 'GET',
        headers: {
          connection: 'close, X-Mine',
          'x-mine': '1',
          te: 'trailers',
          'proxy-authorization': 'Basic x',
          'keep-alive': 'timeout=5',
          cookie: 'tackon.session=abc; theirs=1; __Host-tackon.session.0=x; next-auth.csrf-token=y',
          authorization: 'Bearer tk_0123456789',
          'x-forwarded-for': '203.0.113.9',
          'x-two': ['1', '2'],
          accept: 'text/plain',
        },
      }),
    )
    const got = asked[0]?.headers ?? {}
    for (const name of [
      'x-mine',
      'te',
      'proxy-authorization',
      'keep-alive',
      'x-api-key',
      'authorization',
      'expect',
      'x-nonce',
    ]) {
      expect(got[name], name).toBeUndefined()
    }
    expect(got).toMatchObject({
      cookie: 'theirs=1',
      via: '1.1 tackon',
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-two': '1, 2',
      accept: 'text/plain',
    })
    expect(answer.status).toBe(203)
    for (const name of ['x-hop', 'proxy-authenticate', 'trailer', 'alt-svc']) {
      expect(answer.headers[name], name).toBeUndefined()
    }
    expect(answer.headers).toMatchObject({
      'set-cookie': ['own=1'],
      'x-end': 'to end',
      'x-ratelimit-limit': '100',
    })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers.vary).toBe('accept, X-API-Key, Authorization')
  })

  test('statuses without a body', async () => {
    const key = await buildKey()
    for (const status of [204, 304]) {
      gateway.answer = (_message, response) => response.writeHead(status).end()
      expect(await call(as(key, { method: 'GET' }))).toMatchObject({ status, body: '' })
    }
  })

  test('a body that waits to be asked for is asked for only once the call is counted', async () => {
    const key = await buildKey()
    gateway.answer = (message, response) => message.pipe(response)
    const headers = { expect: '100-continue', 'content-length': '4' }
    const refused = open({ port: gateway.port, headers })
    let continued = 0
    refused.on('continue', () => {
      continued += 1
    })
    refused.flushHeaders()
    expect((await answerTo(refused)).statusCode).toBe(401)
    refused.destroy()
    expect(continued).toBe(0)
    const taken = open(as(key, { headers }))
    taken.flushHeaders()
    await once(taken, 'continue')
    taken.end('body')
    const answer = await answerTo(taken)
    expect([answer.statusCode, String(await answer.toArray().then(Buffer.concat))]).toEqual([200, 'body'])
    expect(asked[0]?.headers.expect).toBeUndefined()
  })

  test('other protocols are not spoken: WebSockets are refused, what may be ignored is', async () => {
    const key = await buildKey()
    const upgrade = (to: string) =>
      call(as(key, { method: 'GET', headers: { connection: 'upgrade', upgrade: to } }))
    expect((await upgrade('websocket')).status).toBe(501)
    expect((await upgrade('h2c')).status).toBe(200)
    expect(asked.map(({ headers }) => headers.upgrade)).toEqual([undefined])
    expect((await call(as(key, { method: 'TRACE' }))).status).toBe(405)
    expect(await usedBy(key)).toBe(1)
  })
})
