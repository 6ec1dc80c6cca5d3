import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBefore } from '#lib/calendar/instants.ts'
import { addMonths, daysBetween, startOfDay } from '#lib/calendar/periods.ts'
import { type PricedPeriod, priceAddition, priceRenewal } from './price-line-rules.ts'

const zone = 'Asia/Kolkata'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const monthly = (amountMinor: bigint) => ({ amountMinor, intervalMonths: 1 })

/** What a priced period becomes once it is paid. */
function asTerm(priced: PricedPeriod, quantity = 1) {
  const { startsAt, endsAt, periodStartsAt } = priced
  return { quantity, startsAt, endsAt, periodStartsAt, withdrawnAt: null }
}

function add(options: { price: bigint; quantity: number; at: Temporal.Instant; terms?: PricedPeriod[] }) {
  const terms = (options.terms ?? []).map((priced) => asTerm(priced))
  return priceAddition({ ...options, price: monthly(options.price), terms, timeZone: zone })
}

test('D4 the first of an add-on costs a whole period, from midnight of its day', () => {
  const priced = add({ price: 179_00n, quantity: 2, at: at('2027-01-31T23:50') })
  expect(priced).toMatchObject({ amountMinor: 358_00n, billedDays: 28, periodDays: 28 })
  expect(priced.periodStartsAt).toEqual(at('2027-01-31T00:00'))
  expect(priced.startsAt).toEqual(at('2027-01-31T23:50'))
  expect(priced.endsAt).toEqual(at('2027-02-28T00:00'))
})

test('D4 more on the same day costs the full price, later whole days to the same end', () => {
  const first = add({ price: 179_00n, quantity: 1, at: at('2026-12-10T09:00') })
  const more = (local: string) => add({ price: 179_00n, quantity: 1, at: at(local), terms: [first] })
  expect(more('2026-12-10T23:59')).toMatchObject({
    amountMinor: 179_00n,
    billedDays: 31,
    endsAt: first.endsAt,
  })
  expect(more('2026-12-11T00:00')).toMatchObject({ amountMinor: 173_23n, billedDays: 30, periodDays: 31 })
  expect(more('2027-01-09T23:59')).toMatchObject({ amountMinor: 5_77n, billedDays: 1, endsAt: first.endsAt })
})

test('D4 a day is never free, however small the price', () => {
  const first = add({ price: 1n, quantity: 1, at: at('2026-12-10T09:00') })
  expect(add({ price: 1n, quantity: 1, at: at('2027-01-09T12:00'), terms: [first] }).amountMinor).toBe(1n)
  expect(add({ price: 0n, quantity: 3, at: at('2027-01-09T12:00'), terms: [first] }).amountMinor).toBe(0n)
})

test.each([null, '2027-11-30T00:00'])('what staff granted until %s runs no billed period', (until) => {
  const endsAt = until === null ? null : at(until)
  const granted = { quantity: 1, startsAt: at('2026-01-01T00:00'), endsAt, withdrawnAt: null }
  const terms = [{ ...granted, periodStartsAt: null }]
  const moment = at('2026-12-10T09:00')
  const priced = priceAddition({ price: monthly(100n), quantity: 1, terms, at: moment, timeZone: zone })
  expect(priced).toMatchObject({ amountMinor: 100n, endsAt: at('2027-01-10T00:00') })
})

test('S0.10 renewals are counted from the day the line began', () => {
  const lineStartedAt = at('2027-01-31T15:00')
  const ends = ['2027-02-28T00:00', '2027-03-31T00:00', '2027-04-30T00:00', '2027-05-31T00:00'].map(at)
  for (const [index, lineEndsAt] of ends.slice(0, -1).entries()) {
    const priced = priceRenewal({
      price: monthly(179_00n),
      quantity: 2,
      lineStartedAt,
      lineEndsAt,
      at: lineEndsAt.subtract({ hours: 30 }),
      timeZone: zone,
    })
    expect(priced).toMatchObject({ startsAt: lineEndsAt, endsAt: ends[index + 1], amountMinor: 358_00n })
  }
})

test('S0.10 a renewal after the end starts today', () => {
  const priced = priceRenewal({
    price: monthly(100n),
    quantity: 1,
    lineStartedAt: at('2027-01-31T15:00'),
    lineEndsAt: at('2027-02-28T00:00'),
    at: at('2027-03-05T10:00'),
    timeZone: zone,
  })
  expect(priced.periodStartsAt).toEqual(at('2027-03-05T00:00'))
  expect(priced.endsAt).toEqual(at('2027-04-05T00:00'))
})

const start = Temporal.Instant.from('2026-01-01T00:00Z')
const instant = fc.integer({ min: 0, max: 3 * 365 * 1440 }).map((minutes) => start.add({ minutes }))
const timeZone = fc.constantFrom('Asia/Kolkata', 'UTC', 'Europe/Berlin', 'America/New_York', 'Africa/Cairo')
const price = fc.record({
  amountMinor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  intervalMonths: fc.constantFrom(1, 1, 3, 12),
})
const quantity = fc.integer({ min: 1, max: 50 })
/** Shares of a period, for instants that lie in it. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

function within(priced: PricedPeriod, part: number): Temporal.Instant {
  const length = priced.endsAt.epochMilliseconds - priced.startsAt.epochMilliseconds
  return priced.startsAt.add({ milliseconds: Math.floor(length * part) })
}

test('property: D4 more of a running add-on costs something, never more than the full price, and ends with it', () => {
  fc.assert(
    fc.property(price, quantity, instant, timeZone, share, (cost, more, moment, tz, part) => {
      const first = priceAddition({ price: cost, quantity: 1, terms: [], at: moment, timeZone: tz })
      const later = within(first, part)
      const priced = priceAddition({
        price: cost,
        quantity: more,
        terms: [asTerm(first)],
        at: later,
        timeZone: tz,
      })
      const full = cost.amountMinor * BigInt(more)
      expect(priced.amountMinor > 0n && priced.amountMinor <= full).toBe(true)
      expect(priced.endsAt).toEqual(first.endsAt)
      expect(priced.startsAt).toEqual(later)
      expect(priced.billedDays).toBeGreaterThan(0)
      const sameDay = startOfDay(later, tz).equals(startOfDay(moment, tz))
      if (sameDay) expect(priced.amountMinor).toBe(full)
    }),
  )
})

test('property: D4 waiting never makes it dearer, and more never cheaper', () => {
  fc.assert(
    fc.property(price, quantity, instant, timeZone, share, share, (cost, most, moment, tz, a, b) => {
      const first = priceAddition({ price: cost, quantity: 1, terms: [], at: moment, timeZone: tz })
      const terms = [asTerm(first)]
      const of = (count: number, part: number) =>
        priceAddition({ price: cost, quantity: count, terms, at: within(first, part), timeZone: tz })
          .amountMinor
      expect(of(most, Math.max(a, b)) <= of(most, Math.min(a, b))).toBe(true)
      expect(of(most, a) <= of(most + 1, a)).toBe(true)
    }),
  )
})

test('property: D4 bought bit by bit, a period costs at most what it costs bought at once', () => {
  fc.assert(
    fc.property(price, instant, timeZone, fc.array(share, { maxLength: 8 }), (cost, moment, tz, parts) => {
      const chain = [priceAddition({ price: cost, quantity: 1, terms: [], at: moment, timeZone: tz })]
      const [first] = chain
      if (!first) return
      for (const part of [...parts].sort()) {
        const terms = chain.map((priced) => asTerm(priced))
        chain.push(priceAddition({ price: cost, quantity: 1, terms, at: within(first, part), timeZone: tz }))
      }
      const paid = chain.reduce((sum, priced) => sum + priced.amountMinor, 0n)
      expect(paid <= cost.amountMinor * BigInt(chain.length)).toBe(true)
      for (const priced of chain) expect(priced.endsAt).toEqual(first.endsAt)
    }),
  )
})

test('property: S0.10 renewals follow without a gap and stay on the anchor', () => {
  fc.assert(
    fc.property(
      price,
      quantity,
      instant,
      timeZone,
      fc.array(share, { maxLength: 14 }),
      (cost, held, moment, tz, parts) => {
        let last = priceAddition({ price: cost, quantity: held, terms: [], at: moment, timeZone: tz })
        for (const [index, part] of parts.entries()) {
          const next = priceRenewal({
            price: cost,
            quantity: held,
            lineStartedAt: moment,
            lineEndsAt: last.endsAt,
            at: within(last, part),
            timeZone: tz,
          })
          expect(next.startsAt).toEqual(last.endsAt)
          expect(next.endsAt).toEqual(
            addMonths({
              anchor: startOfDay(moment, tz),
              months: (index + 2) * cost.intervalMonths,
              timeZone: tz,
            }),
          )
          expect(next.amountMinor).toBe(cost.amountMinor * BigInt(held))
          last = next
        }
      },
    ),
  )
})

test('property: a renewal is never shorter than its months, wherever the line ends', () => {
  fc.assert(
    fc.property(price, instant, instant, timeZone, (cost, a, b, tz) => {
      const [lineStartedAt, lineEndsAt] = isBefore(a, b) ? [a, b] : [b, a]
      const renewal = { price: cost, quantity: 1, lineStartedAt, lineEndsAt, timeZone: tz }
      const priced = priceRenewal({ ...renewal, at: lineEndsAt.subtract({ minutes: 1 }) })
      expect(priced.startsAt).toEqual(lineEndsAt)
      expect(daysBetween(priced.startsAt, priced.endsAt, tz)).toBeGreaterThanOrEqual(28 * cost.intervalMonths)
      expect(startOfDay(priced.endsAt, tz)).toEqual(priced.endsAt)
      expect(priced.billedDays).toBe(priced.periodDays)
    }),
  )
})
