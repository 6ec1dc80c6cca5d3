import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBefore } from '#lib/calendar/instants.ts'
import { daysBetween, startOfDay } from '#lib/calendar/periods.ts'
import { type PricedPeriod, priceAddition, priceRenewal } from '#lib/pricing/price-line-rules.ts'
import { heldPeriod } from './fulfilment-rules.ts'

const zone = 'Asia/Kolkata'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const price = { amountMinor: 179_00n, intervalMonths: 1 }

function addition(moment: Temporal.Instant, before: PricedPeriod | null = null, timeZone = zone) {
  const terms = before ? [{ ...before, quantity: 1, withdrawnAt: null }] : []
  return priceAddition({ price, quantity: 1, terms, at: moment, timeZone })
}

function held(line: PricedPeriod, paidAt: Temporal.Instant) {
  return heldPeriod({ line, intervalMonths: 1, billed: null, at: paidAt, timeZone: zone })
}

test('it starts when it is paid and ends as quoted', () => {
  const line = addition(at('2026-12-10T09:00'))
  expect(held(line, at('2026-12-10T09:20'))).toEqual({
    startsAt: at('2026-12-10T09:20'),
    endsAt: at('2027-01-10T00:00'),
    periodStartsAt: at('2026-12-10T00:00'),
  })
})

test('a whole period paid on a later day is a whole period from that day', () => {
  const line = addition(at('2026-12-10T23:50'))
  expect(held(line, at('2026-12-12T00:10'))).toEqual({
    startsAt: at('2026-12-12T00:10'),
    endsAt: at('2027-01-12T00:00'),
    periodStartsAt: at('2026-12-12T00:00'),
  })
})

test('part of a period ends with it, and cannot be held when it is over', () => {
  const first = addition(at('2026-12-10T09:00'))
  const part = addition(at('2027-01-09T23:50'), first)
  expect(held(part, at('2027-01-09T23:59'))?.endsAt).toEqual(first.endsAt)
  expect(held(part, at('2027-01-10T00:00'))).toBeNull()
})

test('S0.10 a renewal paid before the end starts at the end; paid after it, when it is paid', () => {
  const first = addition(at('2026-12-10T09:00'))
  const renewal = priceRenewal({
    price,
    quantity: 1,
    lineStartedAt: first.startsAt,
    lineEndsAt: first.endsAt,
    at: at('2027-01-08T09:00'),
    timeZone: zone,
  })
  expect(held(renewal, at('2027-01-08T09:10'))).toMatchObject({
    startsAt: first.endsAt,
    endsAt: at('2027-02-10T00:00'),
  })
  expect(held(renewal, at('2027-01-10T00:20'))).toMatchObject({
    startsAt: at('2027-01-10T00:20'),
    endsAt: at('2027-02-10T00:00'),
  })
  expect(held(renewal, at('2027-01-20T10:00'))).toMatchObject({
    startsAt: at('2027-01-20T10:00'),
    endsAt: at('2027-02-20T00:00'),
  })
})

const minutes = (max: number) => fc.integer({ min: 0, max })
const moment = minutes(2 * 365 * 1440).map((count) => at('2026-01-01T00:00').add({ minutes: count }))
const timeZone = fc.constantFrom('Asia/Kolkata', 'UTC', 'Europe/Berlin', 'Africa/Cairo')

test('property: what is held begins no earlier than it is paid, ends after it begins, and lies in its period', () => {
  fc.assert(
    fc.property(moment, minutes(40 * 1440), minutes(40 * 1440), timeZone, (quotedAt, wait, more, tz) => {
      const first = addition(quotedAt, null, tz)
      const line = addition(quotedAt.add({ minutes: more }), first, tz)
      const paidAt = quotedAt.add({ minutes: more + wait })
      const period = heldPeriod({ line, intervalMonths: 1, billed: null, at: paidAt, timeZone: tz })
      if (period === null) {
        expect(isBefore(paidAt, line.endsAt)).toBe(false)
        return
      }
      expect(isBefore(period.startsAt, paidAt)).toBe(false)
      expect(isBefore(period.startsAt, period.endsAt)).toBe(true)
      expect(isBefore(period.startsAt, period.periodStartsAt)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('property: D4 a full price buys a full period, however late it is paid', () => {
  fc.assert(
    fc.property(moment, minutes(60 * 1440), timeZone, (quotedAt, wait, tz) => {
      const line = addition(quotedAt, null, tz)
      const paidAt = quotedAt.add({ minutes: wait })
      const period = heldPeriod({ line, intervalMonths: 1, billed: null, at: paidAt, timeZone: tz })
      expect(period).not.toBeNull()
      if (period === null) return
      expect(period.periodStartsAt).toEqual(startOfDay(paidAt, tz))
      expect(daysBetween(paidAt, period.endsAt, tz)).toBeGreaterThanOrEqual(28)
    }),
    { numRuns: 500 },
  )
})
