import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_BUCKETS, rangeOf } from './bucket-rules.ts'

const now = Temporal.Instant.from('2026-11-21T12:34:56.789123Z')
const day = (text: string) => Temporal.PlainDate.from(text)
const range = (from: string, to: string, bucket: 'day' | 'week' | 'month') =>
  rangeOf({ from: day(from), to: day(to), bucket, now })

describe('E.2 ranges', () => {
  test('weeks begin on Mondays, and the last bucket ends with now', () => {
    const found = range('2026-11-11', '2026-11-21', 'week')
    expect(found?.buckets.map(({ start, end }) => [start.toString(), end.toString()])).toEqual([
      ['2026-11-11T00:00:00Z', '2026-11-16T00:00:00Z'],
      ['2026-11-16T00:00:00Z', '2026-11-21T12:34:56.79Z'],
    ])
  })

  test('months are those of the calendar, and the range before is as long', () => {
    const found = range('2026-01-31', '2026-03-01', 'month')
    expect(found?.buckets.map(({ start }) => start.toString().slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-02-01',
      '2026-03-01',
    ])
    expect(found?.previousFrom.toString()).toBe('2026-01-01T00:00:00Z')
  })

  test('what is empty, in the future or too much is no range', () => {
    expect(range('2026-11-21', '2026-11-20', 'day')).toBeNull()
    expect(range('2026-11-22', '2026-12-20', 'day')).toBeNull()
    expect(range('2020-01-01', '2026-11-20', 'day')).toBeNull()
    expect(range('2020-01-01', '2026-11-20', 'month')?.buckets).toHaveLength(83)
  })

  test('buckets follow each other from the first instant to the last', () => {
    const offset = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(offset, offset, fc.constantFrom('day', 'week', 'month'), (ago, days, bucket) => {
        const from = day('2026-11-21').subtract({ days: ago })
        const found = rangeOf({ from, to: from.add({ days }), bucket, now })
        if (!found) {
          expect(bucket).toBe('day')
          expect(Math.min(ago, days)).toBeGreaterThanOrEqual(MAX_BUCKETS)
          return
        }
        const { buckets } = found
        expect(buckets[0]?.start).toEqual(found.from)
        expect(buckets.at(-1)?.end).toEqual(found.to)
        for (const [index, { start, end }] of buckets.entries()) {
          expect(Temporal.Instant.compare(start, end)).toBe(-1)
          if (index > 0) expect(buckets[index - 1]?.end).toEqual(start)
        }
      }),
    )
  })
})
