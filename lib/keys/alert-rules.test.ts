import { describe, expect, test } from 'vitest'
import { alertsOf, nextExpiryNotice, type WatchedPack } from './alert-rules.ts'

const at = Temporal.Instant.from('2026-11-20T12:00:00Z')
const pack = (change: Partial<WatchedPack> = {}): WatchedPack => ({
  ...{ id: 'pack', perDay: 500n, left: 500n, autoRenew: false },
  endsAt: at.add({ hours: 24 * 20 }),
  ...change,
})
const kinds = (options: Partial<Parameters<typeof alertsOf>[0]>) =>
  alertsOf({ today: { used: 0n, limit: 100n }, packs: [], upgrade: null, at, ...options }).map(
    ({ kind }) => kind,
  )

describe('S2.10 what owners are told', () => {
  test.each([
    [79n, 100n, []],
    [80n, 100n, ['usage']],
    [0n, 0n, []],
    [1_000_000n, null, []],
  ])('S2.10 %s of %s used today', (used, limit, expected) => {
    expect(kinds({ today: { used, limit } })).toEqual(expected)
  })

  test('S2.10 with the computed number, which is never more than all of it', () => {
    const today = { used: 150n, limit: 100n }
    expect(alertsOf({ today, packs: [], upgrade: null, at })).toEqual([
      { kind: 'usage', percent: 100, used: 150n, limit: 100n },
    ])
  })

  test.each([
    [50n, []],
    [49n, ['pack_low']],
    [0n, ['pack_low']],
    [null, []],
  ])('S2.10 %s of 500 left of a pack', (left, expected) => {
    expect(kinds({ packs: [pack({ left })] })).toEqual(expected)
  })

  test.each([
    [73, false, []],
    [72, false, ['pack_expiring']],
    [1, false, ['pack_expiring']],
    [0, false, []],
    [24, true, []],
  ])('S2.10 a pack that ends in %s hours, renewing: %s', (hours, autoRenew, expected) => {
    expect(kinds({ packs: [pack({ endsAt: at.add({ hours }), autoRenew })] })).toEqual(expected)
  })

  test('S2.10 what would not save anything is not told', () => {
    expect(kinds({ upgrade: { tier: 'STANDARD', savedMinor: 0n } })).toEqual([])
    expect(kinds({ upgrade: { tier: 'STANDARD', savedMinor: 1n } })).toEqual(['upgrade'])
  })

  test('S2.10 the next look is when the next pack that ends comes within three days', () => {
    const ends = (hours: number, autoRenew = false) => pack({ endsAt: at.add({ hours }), autoRenew })
    expect(nextExpiryNotice([ends(200), ends(100), ends(80, true), ends(72), ends(10)], at)).toEqual(
      at.add({ hours: 28 }),
    )
    expect(nextExpiryNotice([ends(10), pack({ endsAt: null })], at)).toBeNull()
  })
})
