import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { now } from '#lib/db/clock.ts'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { newSecret } from '#lib/keys/secret.ts'
import { buildKey, setClock, type TestKey } from '#lib/metering/testing/build-key.ts'
import { config } from '#lib/server/config.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { limitExceeded } from './schemas.ts'
import { answerTo, type Call, call, open } from './testing/call.ts'
import { serveGateway } from './testing/serve-gateway.ts'

type Handler = (message: IncomingMessage, response: ServerResponse) => void
let upstream: Server
let handle: Handler
const asked: IncomingMessage[] = []
let port = 0
let close = async () => {}
const patience = { connect: 5_000, answer: 10_000, silence: 10_000 }
/** Before any hour that the clock is set to: it is set back, too. */
const from = Temporal.Instant.from('2026-12-01T00:00:00Z')

beforeAll(async () => {
  await seedCatalog({ seed: forwardApi, now: await now() })
  upstream = createServer((message, response) => {
    asked.push(message)
    handle(message, response)
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  pointAt(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}/base/`)
  const gateway = await serveGateway({ patience })
  port = gateway.port
  close = gateway.close
})
afterAll(async () => {
  await close()
  upstream.closeAllConnections()
  upstream.close()
  await closeDirectPool()
})
beforeEach(async () => {
  asked.length = 0
  handle = (_message, response) => response.end('from the upstream')
  await setClock('2026-12-01T12:00:00Z')
})

function pointAt(url: string | null): URL | null {
  const before = config().forwardUpstream
  config().forwardUpstream = url === null ? null : new URL(url)
  return before
}

const as = (key: TestKey, options: Partial<Call> = {}): Call => ({
  port,
  ...options,
  headers: { 'X-API-Key': key.secret, ...options.headers },
})
const quotaOf = ({ raw }: { raw: [string, string][] }) =>
  raw.filter(([name]) => /ratelimit|retry-after/i.test(name)).map((pair) => pair.join(': '))
const use = async (key: TestKey, times: number) => {
  await Promise.all(Array.from({ length: times }, () => call(as(key))))
}
const usedBy = async (key: TestKey) => (await key.counted()).reduce((sum, { used }) => sum + used, 0)

describe('S2.4 the headers of the three situations', () => {
  test('S2.4 from the tier, from a pack, and when nothing is left', async () => {
    const key = await buildKey()
    await key.hold('ADDON_MEDIUM', { from })
    await use(key, 54)
    await setClock('2026-12-01T12:00:00Z')
    const base = await call(as(key))
    expect([base.status, base.body]).toEqual([200, 'from the upstream'])
    expect(quotaOf(base)).toMatchInlineSnapshot(`
      [
        "X-RateLimit-Limit: 100",
        "X-RateLimit-Remaining: 45",
        "X-RateLimit-Tier: BASIC",
        "X-RateLimit-Additional-Available: 500",
        "X-RateLimit-Total-Remaining: 545",
        "RateLimit-Policy: "day";q=600;w=86400",
        "RateLimit: "day";r=545;t=43200",
      ]
    `)

    await use(key, 45)
    await setClock('2026-12-01T12:00:00Z')
    expect(quotaOf(await call(as(key)))).toMatchInlineSnapshot(`
      [
        "X-RateLimit-Limit: 100",
        "X-RateLimit-Remaining: 0",
        "X-RateLimit-Tier: BASIC",
        "X-RateLimit-Additional-Available: 499",
        "X-RateLimit-Total-Remaining: 499",
        "X-RateLimit-Used-AddOn: true",
        "RateLimit-Policy: "day";q=600;w=86400",
        "RateLimit: "day";r=499;t=43200",
      ]
    `)

    await use(key, 500)
    await setClock('2026-12-01T12:00:00Z')
    const denied = await call(as(key))
    expect(denied.status).toBe(429)
    expect(quotaOf(denied)).toMatchInlineSnapshot(`
      [
        "X-RateLimit-Limit: 100",
        "X-RateLimit-Remaining: 0",
        "X-RateLimit-Reset: 43200",
        "X-RateLimit-Additional-Available: 0",
        "X-RateLimit-Total-Remaining: 0",
        "RateLimit-Policy: "day";q=600;w=86400",
        "RateLimit: "day";r=0;t=43200",
        "Retry-After: 43200",
      ]
    `)
    expect(await usedBy(key)).toBe(600)
  })

  test('S2.4 UNLIMITED shows 2147483647', async () => {
    const key = await buildKey({ tier: 'UNLIMITED' })
    await setClock('2026-12-01T12:00:00Z')
    expect(quotaOf(await call(as(key)))).toMatchInlineSnapshot(`
      [
        "X-RateLimit-Limit: 2147483647",
        "X-RateLimit-Remaining: 2147483647",
        "X-RateLimit-Tier: UNLIMITED",
        "X-RateLimit-Additional-Available: 0",
        "X-RateLimit-Total-Remaining: 2147483647",
        "RateLimit-Policy: "day";q=2147483647;w=86400",
        "RateLimit: "day";r=2147483647;t=43200",
      ]
    `)
  })
})

describe('S2.5 the body of a 429', () => {
  const bodyOf = async (key: TestKey) => {
    await setClock('2026-12-01T12:00:00Z')
    const { status, headers, body } = await call(as(key))
    expect([status, headers['content-type']]).toEqual([429, 'application/json'])
    // As it is documented, and nothing more.
    expect(limitExceeded.parse(JSON.parse(body))).toEqual(JSON.parse(body))
    return JSON.parse(body.replaceAll(key.apiKeyId, 'KEY')) as {
      details: { recommendations: { url: string }[] }
    }
  }

  test('S2.5 what helps, with prices and links that buy it', async () => {
    const key = await buildKey()
    await use(key, 100)
    expect(await bodyOf(key)).toMatchInlineSnapshot(`
      {
        "details": {
          "currentTier": "BASIC",
          "dailyLimit": 100,
          "recommendations": [
            {
              "additionalRequests": 100,
              "cost": "$5/month",
              "description": "Covers your current pace of about 200 requests a day",
              "package": "ADDON_SMALL",
              "url": "http://localhost:3000/keys/KEY?buy=ADDON_SMALL",
            },
            {
              "additionalRequests": 500,
              "cost": "$20/month",
              "description": "Covers your current pace of about 200 requests a day",
              "package": "ADDON_MEDIUM",
              "url": "http://localhost:3000/keys/KEY?buy=ADDON_MEDIUM",
            },
            {
              "additionalRequests": 2000,
              "cost": "$75/month",
              "description": "Covers your current pace of about 200 requests a day",
              "package": "ADDON_LARGE",
              "url": "http://localhost:3000/keys/KEY?buy=ADDON_LARGE",
            },
          ],
          "requestsUsed": 100,
          "resetIn": "12 hours",
          "upgradeOptions": [
            {
              "cost": "$10/month",
              "dailyLimit": 500,
              "description": "5x the requests a day, better value than add-ons for regular usage",
              "tier": "STANDARD",
              "url": "http://localhost:3000/keys/KEY?tier=STANDARD",
            },
            {
              "cost": "$50/month",
              "dailyLimit": 2000,
              "description": "20x the requests a day, better value than add-ons for regular usage",
              "tier": "PREMIUM",
              "url": "http://localhost:3000/keys/KEY?tier=PREMIUM",
            },
            {
              "cost": "$200/month",
              "dailyLimit": 10000,
              "description": "100x the requests a day, better value than add-ons for regular usage",
              "tier": "ENTERPRISE",
              "url": "http://localhost:3000/keys/KEY?tier=ENTERPRISE",
            },
            {
              "cost": "$500/month",
              "dailyLimit": 2147483647,
              "description": "No daily limit",
              "tier": "UNLIMITED",
              "url": "http://localhost:3000/keys/KEY?tier=UNLIMITED",
            },
          ],
        },
        "error": "Rate limit exceeded. Consider purchasing add-on requests.",
        "status": 429,
        "timestamp": "2026-12-01T12:00:00Z",
      }
    `)
  })

  test('S2.5 nothing above, and no pack on sale: nothing is advised', async () => {
    const key = await buildKey({ ceiling: 3 })
    await use(key, 3)
    expect(await bodyOf(key)).toMatchInlineSnapshot(`
      {
        "details": {
          "currentTier": "BASIC",
          "dailyLimit": 100,
          "recommendations": [],
          "requestsUsed": 3,
          "resetIn": "12 hours",
          "upgradeOptions": [],
        },
        "error": "Rate limit exceeded. The daily ceiling over all of this customer's keys is reached.",
        "status": 429,
        "timestamp": "2026-12-01T12:00:00Z",
      }
    `)
  })

  test('a pack just bought is counted with the next call, and the advice is new', async () => {
    const key = await buildKey()
    await use(key, 101)
    await key.hold('ADDON_SMALL', { from })
    expect((await call(as(key))).status).toBe(200)
    await use(key, 99)
    expect(await bodyOf(key)).toMatchObject({
      details: { dailyLimit: 200, requestsUsed: 200, currentTier: 'BASIC' },
    })
  })
})

describe('S2.3 who may call', () => {
  test('401 without a key, with a typo, with a key nobody has; the upstream hears nothing', async () => {
    const attempts: Record<string, string>[] = [
      {},
      { 'X-API-Key': 'sk-typo' },
      { 'X-API-Key': newSecret() },
      { authorization: 'Basic eDp5' },
    ]
    for (const headers of attempts) {
      const answer = await call({ port, headers })
      expect([answer.status, answer.headers['content-type']]).toEqual([401, 'application/problem+json'])
      expect(answer.headers['www-authenticate']).toBeDefined()
      expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'api_key_invalid' })
      expect(quotaOf(answer)).toEqual([])
    }
    expect(asked).toEqual([])
  })

  test('a key as a bearer token is the same key', async () => {
    const key = await buildKey()
    const answer = await call({ port, headers: { authorization: `Bearer ${key.secret}` } })
    expect(answer.status).toBe(200)
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(await usedBy(key)).toBe(1)
  })

  test('503 without anything to forward to, naming what is missing', async () => {
    const key = await buildKey()
    const before = pointAt(null)
    const answer = await call(as(key))
    pointAt(before?.href ?? null)
    expect([answer.status, answer.body.includes('FORWARD_UPSTREAM_URL')]).toEqual([503, true])
    expect(await usedBy(key)).toBe(0)
  })

  test('503 with Retry-After while the database is away, and no free use; then it goes on', async () => {
    const key = await buildKey()
    await use(key, 1)
    asked.length = 0
    const url = process.env.DATABASE_URL
    process.env.DATABASE_URL = 'postgresql://127.0.0.1:1/none'
    await closeDirectPool()
    const answer = await call(as(key))
    process.env.DATABASE_URL = url
    await closeDirectPool()
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
    expect(asked).toEqual([])
    expect((await call(as(key))).status).toBe(200)
    expect(await usedBy(key)).toBe(2)
  })
})

describe('S2.3 what is passed on', () => {
  test('any method, path, query and body, to the upstream’s own address', async () => {
    const key = await buildKey()
    handle = async (message, response) => {
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
    handle = (message, response) => response.end(message.url)
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
    handle = (_message, response) => {
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
      handle = (_message, response) => response.writeHead(status).end()
      expect(await call(as(key, { method: 'GET' }))).toMatchObject({ status, body: '' })
    }
  })

  test('a body that waits to be asked for is asked for only once the call is counted', async () => {
    const key = await buildKey()
    handle = (message, response) => message.pipe(response)
    const headers = { expect: '100-continue', 'content-length': '4' }
    const refused = open({ port, headers })
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

describe('S2.3 streams', () => {
  test('each piece goes on as it comes, in both directions', async () => {
    const key = await buildKey()
    const heard: string[] = []
    handle = (message, response) => {
      response.writeHead(200)
      response.write('hello')
      message.on('data', (piece) => {
        heard.push(String(piece))
        response.write(`heard ${piece}`)
      })
      message.on('end', () => response.end('bye'))
    }
    const request = open(as(key, { headers: { 'transfer-encoding': 'chunked' } }))
    const answering = answerTo(request)
    request.write('one')
    const answer = await answering
    const said: string[] = []
    answer.on('data', (piece) => said.push(String(piece)))
    await expect.poll(() => said.join('|')).toContain('heard one')
    request.write('two')
    await expect.poll(() => said.join('|')).toContain('heard two')
    request.end()
    await once(answer, 'end')
    expect(heard).toEqual(['one', 'two'])
    expect(said.at(-1)).toBe('bye')
  })

  test('an answer of any size, no faster than it is read', async () => {
    const key = await buildKey()
    const size = 64 * 1024 * 1024
    let written = 0
    handle = (_message, response) => {
      response.writeHead(200, { 'content-length': size })
      const piece = Buffer.alloc(1024 * 1024)
      const more = () => {
        while (written < size) {
          written += piece.length
          if (!response.write(piece)) return response.once('drain', more)
        }
        return response.end()
      }
      more()
    }
    const request = open(as(key, { method: 'GET' }))
    const answering = answerTo(request)
    request.end()
    const answer = await answering
    answer.pause()
    // Until the buffers in between are full; then nothing moves.
    const seen = [-1]
    await expect
      .poll(() => seen.push(written) > 1 && seen.at(-1) === seen.at(-2), { interval: 50 })
      .toBe(true)
    expect(written).toBeLessThan(size / 2)
    let read = 0
    for await (const piece of answer) read += (piece as Buffer).length
    expect(read).toBe(size)
  })

  test('who calls and goes away takes the upstream’s work along', async () => {
    const key = await buildKey()
    const gone: string[] = []
    handle = (message, response) => {
      const at = message.url ?? ''
      response.on('close', () => gone.push(at))
      if (at.endsWith('amid')) response.write('some')
    }
    const amid = open(as(key, { path: '/forward/amid', method: 'GET' }))
    amid.end()
    const answer = await answerTo(amid)
    await once(answer, 'data')
    amid.destroy()
    await expect.poll(() => gone).toEqual(['/base/amid'])
    const before = open(as(key, { path: '/forward/before', method: 'GET' }))
    before.on('error', () => {})
    before.end()
    await expect.poll(() => asked.length).toBe(2)
    before.destroy()
    await expect.poll(() => gone).toEqual(['/base/amid', '/base/before'])
    expect(await usedBy(key)).toBe(2)
  })
})

describe('S2.3 an upstream that fails', () => {
  const left = (answer: Awaited<ReturnType<typeof call>>) => answer.headers['x-ratelimit-total-remaining']

  test('502 when it breaks off before its answer; the unit goes back, once', async () => {
    const key = await buildKey()
    await key.hold('ADDON_SMALL', { from })
    await use(key, 101)
    handle = (message) => message.socket.destroy()
    const answer = await call(as(key, { body: 'something' }))
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([502, 'upstream_failed'])
    expect([left(answer), answer.headers['x-ratelimit-used-addon']]).toEqual(['99', undefined])
    expect(await usedBy(key)).toBe(101)
  })

  test('502 when nobody is there, 504 when it does not answer in time', async () => {
    const key = await buildKey()
    const before = pointAt('http://127.0.0.1:1')
    expect((await call(as(key))).status).toBe(502)
    pointAt(before?.href ?? null)
    handle = () => {}
    patience.answer = 50
    const late = await call(as(key))
    patience.answer = 10_000
    expect([late.status, JSON.parse(late.body).code, left(late)]).toEqual([504, 'upstream_timeout', '100'])
    expect(await usedBy(key)).toBe(0)
  })

  test('its own errors are its answer, and count', async () => {
    const key = await buildKey()
    handle = (_message, response) => response.writeHead(503).end('busy')
    expect(await call(as(key))).toMatchObject({ status: 503, body: 'busy' })
    expect(await usedBy(key)).toBe(1)
  })

  test('half an answer stays half, and is not made whole', async () => {
    const key = await buildKey()
    handle = (message, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => message.socket.destroy())
    }
    await expect(call(as(key))).rejects.toThrow('aborted')
    expect(await usedBy(key)).toBe(1)
  })

  test('what is no HTTP, and an answer that changes the protocol, are no answers', async () => {
    const key = await buildKey()
    for (const text of [
      'hello\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    ]) {
      const raw = net.createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => socket.write(text))
      })
      await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
      const before = pointAt(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`)
      expect((await call(as(key, { method: 'GET' }))).status).toBe(502)
      pointAt(before?.href ?? null)
      raw.close()
    }
    expect(await usedBy(key)).toBe(0)
  })

  test('a kept connection that was closed meanwhile is no failure', async () => {
    const key = await buildKey()
    let calls = 0
    const raw = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => {
        calls += 1
        // The second request on a connection finds it closed.
        if (calls === 2) socket.resetAndDestroy()
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
    const before = pointAt(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`)
    const first = await call(as(key, { method: 'GET' }))
    const second = await call(as(key, { method: 'GET' }))
    pointAt(before?.href ?? null)
    raw.close()
    expect([first.status, second.status, calls]).toEqual([200, 200, 3])
    expect(await usedBy(key)).toBe(2)
  })
})

afterEach(() => {
  upstream.closeAllConnections()
})
