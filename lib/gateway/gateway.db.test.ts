import { describe, expect, test } from 'vitest'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { newSecret } from '#lib/keys/secret.ts'
import { buildKey, setClock, type TestKey } from '#lib/metering/testing/build-key.ts'
import { limitExceeded } from './schemas.ts'
import { call } from './testing/call.ts'
import { FROM, openGateway } from './testing/open-gateway.ts'

const gateway = openGateway()
const { as, asked, use, usedBy } = gateway

const quotaOf = ({ raw }: { raw: [string, string][] }) =>
  raw.filter(([name]) => /ratelimit|retry-after/i.test(name)).map((pair) => pair.join(': '))

describe('S2.4 the headers of the three situations', () => {
  test('S2.4 from the tier, from a pack, and when nothing is left', async () => {
    const key = await buildKey()
    await key.hold('ADDON_MEDIUM', { from: FROM })
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
    await key.hold('ADDON_SMALL', { from: FROM })
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
      const answer = await call({ port: gateway.port, headers })
      expect([answer.status, answer.headers['content-type']]).toEqual([401, 'application/problem+json'])
      expect(answer.headers['www-authenticate']).toBeDefined()
      expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'api_key_invalid' })
      expect(quotaOf(answer)).toEqual([])
    }
    expect(asked).toEqual([])
  })

  test('a key as a bearer token is the same key', async () => {
    const key = await buildKey()
    const answer = await call({ port: gateway.port, headers: { authorization: `Bearer ${key.secret}` } })
    expect(answer.status).toBe(200)
    expect(asked[0]?.headers.authorization).toBeUndefined()
    expect(await usedBy(key)).toBe(1)
  })

  test('503 without anything to forward to, naming what is missing', async () => {
    const key = await buildKey()
    const before = gateway.pointAt(null)
    const answer = await call(as(key))
    gateway.pointAt(before?.href ?? null)
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
