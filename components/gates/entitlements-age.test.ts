import { describe, expect, test } from 'vitest'
import type { EntitlementsResponse } from '#lib/entitlements/schemas.ts'
import { isSameEntitlements, newerOf, untilNextLook } from './entitlements-age.ts'

const answer = (change: Partial<EntitlementsResponse> = {}): EntitlementsResponse => ({
  family: { code: 'klarvo', name: 'Klarvo' },
  at: '2026-11-21T12:00:00.123456789Z',
  validUntil: null,
  plan: { code: 'pro', name: 'Pro' },
  features: [],
  addons: [],
  ...change,
})

describe('S3.6 how an answer ages', () => {
  test('the later one counts, and of two of one moment the first', () => {
    const [early, late] = [answer(), answer({ at: '2026-11-21T12:00:01Z' })]
    expect(newerOf(early, late)).toBe(late)
    expect(newerOf(late, early)).toBe(late)
    expect(newerOf(early, { ...early })).toBe(early)
  })

  test('when it was given does not make it another one', () => {
    expect(isSameEntitlements(answer(), answer({ at: '2027-01-01T00:00:00Z' }))).toBe(true)
    expect(isSameEntitlements(answer(), answer({ plan: { code: 'free', name: 'Free' } }))).toBe(false)
  })

  test('it is asked for anew soon after it ends, and at least daily', () => {
    expect(untilNextLook(answer())).toBeNull()
    const wait = untilNextLook(answer({ validUntil: '2026-11-21T12:00:10.123Z' })) ?? 0
    expect(wait).toBeGreaterThan(10_000)
    expect(wait).toBeLessThan(13_000)
    const day = 24 * 60 * 60 * 1000
    expect(untilNextLook(answer({ validUntil: '2029-01-01T00:00:00Z' }))).toBeLessThan(day + 3_000)
    expect(untilNextLook(answer({ validUntil: '2026-01-01T00:00:00Z' }))).toBeLessThan(3_000)
  })
})
