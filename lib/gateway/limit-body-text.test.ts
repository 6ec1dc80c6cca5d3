import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAround } from '#lib/calendar/periods.ts'
import type { Quota } from '#lib/metering/decide.ts'
import { limitBody, NO_ADVICE } from './limit-body-rules.ts'
import { limitBodyText } from './limit-body-text.ts'

const noon = Temporal.Instant.from('2026-12-01T12:00:00Z')
const { start, end } = dayAround(noon, 'UTC')
const allowances = [100n, 500n].map((base) => ({
  plan: { code: 'BASIC', name: 'Basic' },
  base,
  packs: [],
  window: { start, resetsAt: end },
  validUntil: end,
}))
const otherAdvice = { ...NO_ADVICE, recommendations: [] }

const told = fc.record({
  // A few seconds, so that many are told within the same.
  at: fc.integer({ min: 0, max: 3_000 }).map((ms) => noon.epochMilliseconds + ms),
  allowance: fc.constantFrom(...allowances),
  resetsAt: fc.constantFrom(end.epochMilliseconds, end.epochMilliseconds + 3_600_000),
  used: fc.integer({ min: 100, max: 102 }),
  reason: fc.constantFrom('limit' as const, 'ceiling' as const),
  advice: fc.constantFrom(NO_ADVICE, otherAdvice),
})

describe('S2.5 the body of a 429 as text', () => {
  test('is what it would be made of anew, whatever was told before', () => {
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 30 }), (many) => {
        const key = {}
        for (const { at, allowance, resetsAt, ...rest } of many) {
          const left = { base: 0, packs: 0, total: 0 }
          const quota: Quota = { apiKeyId: 'key', at, allowance, left, resetsAt }
          expect(limitBodyText({ key, quota, ...rest })).toBe(JSON.stringify(limitBody({ quota, ...rest })))
        }
      }),
    )
  })
})
