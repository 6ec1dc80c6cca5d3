import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodFrom } from './period-rules.ts'

const at = (text: string) => Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000)
const shown = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
const monthly = { interval: 'month', interval_count: 1 } as const

describe('periods', () => {
  test('31 January, monthly: 28 February, 31 March, 30 April', () => {
    const anchor = at('2027-01-31T10:00:00Z')
    const ends: string[] = []
    for (let start = anchor; ends.length < 4; ) {
      const { end } = periodFrom({ anchor, recurring: monthly, start })
      ends.push(shown(end).slice(0, 10))
      start = end
    }
    expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'])
  })

  test('29 February, yearly: 28 February, and 29 again in the leap year', () => {
    const anchor = at('2028-02-29T00:00:00Z')
    const yearly = { interval: 'year', interval_count: 4 } as const
    expect(
      shown(periodFrom({ anchor, recurring: { interval: 'year', interval_count: 1 }, start: anchor }).end),
    ).toBe('2029-02-28T00:00:00Z')
    expect(shown(periodFrom({ anchor, recurring: yearly, start: anchor }).end)).toBe('2032-02-29T00:00:00Z')
  })

  test('periods follow one another without a gap, at the anchor’s time of day', () => {
    const anchors = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 24 }), (anchor, months) => {
        let start = anchor
        for (let period = 0; period < months; period += 1) {
          const next = periodFrom({ anchor, recurring: monthly, start })
          expect(next.start).toBe(start)
          expect((next.end - anchor) % (24 * 60 * 60)).toBe(0)
          start = next.end
        }
      }),
    )
  })
})
