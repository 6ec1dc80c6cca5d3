import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBefore } from './instants.ts'
import { addMonths, dayAround, daysBetween, financialYear, monthAround, startOfDay } from './periods.ts'

/** With and without clock changes, at midnight too (Cairo, Beirut), by half an hour (Lord Howe), off the full hour. */
const timeZone = fc.constantFrom(
  'UTC',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
)
const [first, last] = ['2024-01-01T00:00Z', '2040-01-01T00:00Z'].map(
  (text) => Temporal.Instant.from(text).epochMilliseconds,
)
const instant = fc
  .integer({ min: first ?? 0, max: last ?? 0 })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))

/** An instant and a zone; every other one near a clock change of the zone. */
const moment = fc
  .record({
    zone: timeZone,
    some: instant,
    near: fc.boolean(),
    minutes: fc.integer({ min: -1800, max: 1800 }),
  })
  .map(({ zone, some, near, minutes }) => {
    const change = some.toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    return { zone, at: near && change ? change.toInstant().add({ minutes }) : some }
  })

function at(local: string, zone = 'Asia/Kolkata'): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
}
const dateOf = (found: Temporal.Instant, zone = 'Asia/Kolkata') =>
  found.toZonedDateTimeISO(zone).toPlainDate().toString()

test('January 31 and a month is February 28, and another one March 31', () => {
  const anchor = at('2027-01-31T00:00')
  const ends = [1, 2, 3, 13].map((months) => addMonths({ anchor, months, timeZone: 'Asia/Kolkata' }))
  expect(ends.map((end) => dateOf(end))).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2028-02-29'])
})

test('a month that begins where a clock change swallowed midnight ends at midnight', () => {
  const anchor = startOfDay(at('2026-04-24T12:00', 'Africa/Cairo'), 'Africa/Cairo')
  expect(anchor.toZonedDateTimeISO('Africa/Cairo').toPlainTime().toString()).toBe('01:00:00')
  const end = addMonths({ anchor, months: 1, timeZone: 'Africa/Cairo' })
  expect(end).toEqual(at('2026-05-24T00:00', 'Africa/Cairo'))
})

test.each([
  ['2027-02-28T23:59', '2027-01-31', '2027-02-28', '2027-03-31', '2027-02-28'],
  ['2027-03-30T00:00', '2027-01-31', '2027-02-28', '2027-03-31', '2027-02-28'],
  ['2027-03-31T00:00', '2027-01-31', '2027-03-31', '2027-04-30', '2027-03-31'],
  ['2026-12-30T00:00', '2027-01-31', '2026-11-30', '2026-12-31', '2026-11-30'],
])('the month around %s counted from %s is %s to %s', (instantText, anchor, start, end) => {
  const month = monthAround({ anchor: at(`${anchor}T15:30`), at: at(instantText), timeZone: 'Asia/Kolkata' })
  expect([dateOf(month.start), dateOf(month.end)]).toEqual([start, end])
})

test('days are counted by dates, not by hours', () => {
  const berlin = (local: string) => at(local, 'Europe/Berlin')
  expect(daysBetween(berlin('2026-03-28T23:59'), berlin('2026-03-29T00:01'), 'Europe/Berlin')).toBe(1)
  expect(daysBetween(berlin('2026-03-29T00:00'), berlin('2026-03-30T00:00'), 'Europe/Berlin')).toBe(1)
  expect(daysBetween(berlin('2026-10-25T00:00'), berlin('2026-10-25T23:59'), 'Europe/Berlin')).toBe(0)
  expect(daysBetween(berlin('2026-11-01T00:00'), berlin('2026-10-01T00:00'), 'Europe/Berlin')).toBe(-31)
  // The same two instants, on other dates elsewhere.
  expect(daysBetween(at('2026-01-01T23:00', 'UTC'), at('2026-01-02T01:00', 'UTC'), 'Asia/Kolkata')).toBe(0)
})

test.each([
  ['2027-03-31T23:59', 4, 2026],
  ['2027-04-01T00:00', 4, 2027],
  ['2027-01-01T00:00', 1, 2027],
  ['2027-12-31T23:59', 1, 2027],
  ['2027-11-30T23:59', 12, 2026],
])('%s lies in the financial year from month %i of %i', (local, startMonth, year) => {
  expect(financialYear({ at: at(local), timeZone: 'Asia/Kolkata', startMonth })).toBe(year)
})

test('the financial year turns at midnight of the issuer', () => {
  const turn = at('2027-03-31T19:00', 'UTC')
  const year = (zone: string) => financialYear({ at: turn, timeZone: zone, startMonth: 4 })
  expect([year('Asia/Kolkata'), year('UTC')]).toEqual([2027, 2026])
})

test('property: the month around an instant holds it, and the next one follows without a gap', () => {
  fc.assert(
    fc.property(moment, instant, ({ zone, at: anchor }, some) => {
      const month = monthAround({ anchor, at: some, timeZone: zone })
      expect(isBefore(some, month.start)).toBe(false)
      expect(isBefore(some, month.end)).toBe(true)
      expect(monthAround({ anchor, at: month.end, timeZone: zone }).start).toEqual(month.end)
      expect(startOfDay(month.start, zone)).toEqual(month.start)
    }),
    { numRuns: 500 },
  )
})

test('property: months are counted from the anchor, so a short one does not shorten the next', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -60, max: 60 }), ({ zone, at: anchor }, months) => {
      const start = addMonths({ anchor: startOfDay(anchor, zone), months, timeZone: zone })
      const [from, to] = [anchor, start].map((found) => found.toZonedDateTimeISO(zone))
      expect(to?.day).toBe(Math.min(from?.day ?? 0, to?.daysInMonth ?? 0))
      expect(startOfDay(start, zone)).toEqual(start)
    }),
    { numRuns: 500 },
  )
})

test('property: days add up along the way, and a day is one', () => {
  fc.assert(
    fc.property(moment, instant, instant, ({ zone, at: a }, b, c) => {
      expect(daysBetween(a, b, zone) + daysBetween(b, c, zone)).toBe(daysBetween(a, c, zone))
      const day = dayAround(a, zone)
      expect(daysBetween(day.start, day.end, zone)).toBe(1)
      expect(daysBetween(day.start, a, zone)).toBe(0)
      expect(isBefore(a, day.end)).toBe(true)
    }),
  )
})

test('property: a financial year is twelve whole months, and holds its instants', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 12 }), ({ zone, at: some }, startMonth) => {
      const year = financialYear({ at: some, timeZone: zone, startMonth })
      const start = Temporal.PlainDate.from({ year, month: startMonth, day: 1 })
      const date = some.toZonedDateTimeISO(zone).toPlainDate()
      expect(Temporal.PlainDate.compare(start, date)).toBeLessThanOrEqual(0)
      expect(Temporal.PlainDate.compare(date, start.add({ years: 1 }))).toBeLessThan(0)
    }),
  )
})
