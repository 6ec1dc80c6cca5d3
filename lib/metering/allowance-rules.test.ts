import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAround } from '#lib/calendar/periods.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { isLiveAt } from '#lib/subscriptions/term-rules.ts'
import { arbitraryHour, hour } from '#lib/subscriptions/testing/arbitrary-terms.ts'
import { type AllowanceLine, allowanceAt } from './allowance-rules.ts'
import { arbitraryLines, keyCatalog as catalog, requests as feature } from './testing/arbitrary-holdings.ts'

const at = (lines: AllowanceLine[], instant: Temporal.Instant, timeZone = 'UTC') =>
  allowanceAt({ catalog, feature, lines, timeZone, anchor: hour(0), at: instant })

const pack = (
  ...terms: [id: string, start: number, end: number | null, withdrawn?: number][]
): AllowanceLine => ({
  planCode: null,
  addonCode: 'large',
  terms: terms.map(([id, start, end, withdrawn]) => ({
    id,
    quantity: 1,
    startsAt: hour(start),
    endsAt: end === null ? null : hour(end),
    withdrawnAt: withdrawn === undefined ? null : hour(withdrawn),
  })),
})
const ids = (lines: AllowanceLine[], hours: number) => at(lines, hour(hours)).packs.map(({ id }) => id)

describe('S2.3 what a key may use', () => {
  test('packs and base are the parts of the one entitlement function', () => {
    fc.assert(
      fc.property(arbitraryLines, arbitraryHour, (lines, instant) => {
        const allowance = at(lines, instant)
        const entitlement = entitlementsAt({ catalog, lines, at: instant }).features[0]
        expect(allowance.base).toBe(entitlement?.base)
        const unlimited = allowance.packs.some(({ perDay }) => perDay === null)
        const sum = allowance.packs.reduce((total, { perDay }) => total + (perDay ?? 0n), 0n)
        expect(unlimited ? null : sum).toBe(entitlement?.addon)
      }),
    )
  })

  test('no two packs are counted as one', () => {
    fc.assert(
      fc.property(arbitraryLines, arbitraryHour, (lines, instant) => {
        const found = at(lines, instant).packs.map(({ id }) => id)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })

  test('what ends first is used first, what has no end last', () => {
    fc.assert(
      fc.property(arbitraryLines, arbitraryHour, (lines, instant) => {
        const ends = at(lines, instant).packs.map(({ endsAt }) => endsAt?.epochMilliseconds ?? Infinity)
        expect(ends).toEqual(ends.toSorted((a, b) => a - b))
      }),
    )
  })

  test('nothing changes before `validUntil`', () => {
    fc.assert(
      fc.property(
        arbitraryLines,
        arbitraryHour,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lines, instant, part) => {
          const { validUntil, ...allowance } = at(lines, instant)
          const until = validUntil ?? instant.add({ hours: 24 })
          const span = until.epochMilliseconds - instant.epochMilliseconds
          const later = instant.add({ milliseconds: Math.min(Math.floor(span * part), span - 1) })
          expect({ ...at(lines, later), validUntil }).toEqual({ ...allowance, validUntil })
        },
      ),
    )
  })

  test('a renewal within the window goes on with the count of what it renews; a purchase does not', () => {
    const renewed = pack(['a', -48, 12], ['b', 12, 40])
    expect([ids([renewed], 11), ids([renewed], 12), ids([renewed], 25)]).toEqual([['a'], ['a'], ['b']])
    const bought = pack(['a', -48, 12], ['b', 13, 40])
    expect([ids([bought], 11), ids([bought], 13)]).toEqual([['a'], ['b']])
    const both = pack(['a', -48, 12], ['b', -40, 12], ['c', 12, 40], ['d', 12, 50], ['e', 12, 60])
    expect(ids([both], 13)).toEqual(['a', 'b', 'e'])
    const twice = pack(['a', 1, 6], ['b', 6, 12], ['c', 12, null])
    expect(ids([twice], 13)).toEqual(['a'])
    const takenBack = pack(['a', -48, 20, 12], ['b', 12, 40])
    expect(ids([takenBack], 13)).toEqual(['a'])
  })

  test('over any window, what packs may give by renewals is never more than what is held at once', () => {
    // Each renewed at once, again and again: one pack, whenever one looks.
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 8 }), (cuts) => {
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), 48]
        const chain = bounds
          .slice(1)
          .map((end, index): [string, number, number] => [`t${index}`, bounds[index] ?? 0, end])
        const seen = new Set(Array.from({ length: 24 }, (_, hours) => ids([pack(...chain)], hours)).flat())
        expect(seen.size).toBe(1)
      }),
    )
  })
})

describe('S2.6 the day of a key', () => {
  const zones = [
    'UTC',
    'Asia/Kolkata',
    'America/New_York',
    'Europe/Berlin',
    'Pacific/Apia',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ]
  const instants = fc
    .integer({ min: Date.UTC(2011, 11, 1), max: Date.UTC(2030, 0, 1) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

  test('every instant lies in exactly one day, which begins and ends at midnight of the zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const { window } = at([], instant, zone)
        const end = window.resetsAt ?? instant
        const inside = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) <= 0
        expect(inside(window.start, instant) && !inside(end, instant)).toBe(true)
        const midnight = (on: Temporal.Instant) =>
          on.equals(on.toZonedDateTimeISO(zone).startOfDay().toInstant())
        expect(midnight(window.start) && midnight(end)).toBe(true)
        expect(at([], end, zone).window.start).toEqual(end)
        expect(at([], end.subtract({ nanoseconds: 1 }), zone).window).toEqual(window)
      }),
      { numRuns: 500 },
    )
  })

  test('23 or 25 hours when clocks change, also where they change at midnight', () => {
    const hours = (text: string, zone: string) => {
      const { window } = at([], Temporal.Instant.from(text), zone)
      return window.resetsAt?.since(window.start).total('hours')
    }
    expect(hours('2026-03-08T12:00:00Z', 'America/New_York')).toBe(23)
    expect(hours('2026-11-01T12:00:00Z', 'America/New_York')).toBe(25)
    expect(hours('2026-04-24T12:00:00Z', 'Africa/Cairo')).toBe(23)
    expect(hours('2026-07-01T12:00:00Z', 'Australia/Lord_Howe')).toBe(24)
    expect(hours('2026-04-05T00:00:00Z', 'Australia/Lord_Howe')).toBe(24.5)
    expect(dayAround(Temporal.Instant.from('2026-04-23T22:30:00Z'), 'Africa/Cairo').start.toString()).toBe(
      '2026-04-23T22:00:00Z',
    )
  })

  test('what is held counts by instants, whatever the zone', () => {
    const lines = [pack(['a', 5, 9])]
    for (const zone of zones) {
      for (const hours of [4, 5, 8, 9]) {
        const live = isLiveAt(
          { quantity: 1, startsAt: hour(5), endsAt: hour(9), withdrawnAt: null },
          hour(hours),
        )
        expect(at(lines, hour(hours), zone).packs).toHaveLength(live ? 1 : 0)
      }
    }
  })
})
