import { describe, expect, test } from 'vitest'
import { dayAround } from '#lib/calendar/periods.ts'
import type { Quota } from '#lib/metering/decide.ts'
import { schemaWriter } from '#lib/openapi/schema-writer.ts'
import { forwardDocument } from './forward-document.ts'
import { inWords } from './limit-body-rules.ts'
import { quotaHeaders, type Situation } from './quota-header-rules.ts'

const quotaAt = (text: string, zone: string, change: Partial<Quota> = {}): Quota => {
  const at = Temporal.Instant.from(text)
  const { start, end } = dayAround(at, zone)
  return {
    apiKeyId: 'key',
    at: at.epochMilliseconds,
    resetsAt: end.epochMilliseconds,
    allowance: {
      plan: { code: 'BASIC', name: 'Basic' },
      base: 100n,
      packs: [{ id: 'p', perDay: 500n, endsAt: null }],
      window: { start, resetsAt: end },
      validUntil: end,
    },
    left: { base: 0, packs: 7, total: 7 },
    ...change,
  }
}

describe('S2.4 S2.6 headers', () => {
  test('a day of 25 hours says so, and seconds are rounded up', () => {
    const headers = quotaHeaders(quotaAt('2026-11-01T04:00:00.001Z', 'America/New_York'), 'denied')
    expect(headers).toMatchObject({
      'X-RateLimit-Reset': '90000',
      'Retry-After': '90000',
      'RateLimit-Policy': '"day";q=600;w=90000',
      RateLimit: '"day";r=7;t=90000',
    })
  })

  test('what has no limit, in whichever part', () => {
    const quota = quotaAt('2026-11-01T12:00:00Z', 'UTC')
    const endless = { ...quota.allowance, packs: [{ id: 'p', perDay: null, endsAt: null }] }
    const left = { base: 3, packs: null, total: null }
    expect(quotaHeaders({ ...quota, allowance: endless, left }, 'base')).toMatchObject({
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '3',
      'X-RateLimit-Additional-Available': '2147483647',
      'X-RateLimit-Total-Remaining': '2147483647',
      'RateLimit-Policy': '"day";q=2147483647;w=86400',
    })
  })

  describe('S2.4 the document of the API names them', () => {
    const quota = quotaAt('2026-11-01T12:00:00Z', 'UTC')
    const operation = forwardDocument.paths(schemaWriter())['/forward']?.post
    const documented = (status: string) => {
      const answer = operation?.responses[status]
      const names = answer && 'headers' in answer ? Object.keys(answer.headers ?? {}) : []
      return names.filter((name) => name !== 'X-Request-Id').toSorted()
    }
    const sent = (...situations: Situation[]) =>
      [...new Set(situations.flatMap((each) => Object.keys(quotaHeaders(quota, each))))].toSorted()

    test.each<[string, Situation[]]>([
      ['200', ['base', 'pack']],
      ['429', ['denied']],
      ['502', ['base']],
      ['504', ['base']],
      ['default', ['base', 'pack']],
    ])('S2.4 with %s', (status, situations) => {
      expect(documented(status)).toEqual(sent(...situations))
    })
  })

  test('S2.5 how long in words', () => {
    expect([0, 1, 59, 60, 61, 3_540, 3_600, 3_601, 43_200, 40_860, 86_399].map(inWords)).toEqual([
      '0 seconds',
      '1 second',
      '59 seconds',
      '1 minute',
      '2 minutes',
      '59 minutes',
      '1 hour',
      '1 hour 1 minute',
      '12 hours',
      '11 hours 21 minutes',
      '24 hours',
    ])
  })
})
