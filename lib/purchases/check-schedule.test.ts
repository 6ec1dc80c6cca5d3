import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBefore } from '#lib/calendar/instants.ts'
import { nextCheck } from './check-schedule.ts'
import type { PurchaseStatus } from './purchase-rules.ts'
import { minute } from './testing/arbitrary-history.ts'

const createdAt = minute(0)
const FOUR_DAYS = 4 * 24 * 60

/** Every check of a purchase that stays as it is, in minutes. */
function checksOf(status: PurchaseStatus): number[] {
  const found: number[] = []
  for (let at = 0; found.length < 100; ) {
    const next = nextCheck({ status, createdAt }, minute(at))
    if (next === null) return found
    at = Math.round(next.since(createdAt).total('minutes'))
    found.push(at)
  }
  return found
}

test('E.8 an open purchase is asked about until it expires, at the instant it does, and then until nothing can come', () => {
  expect(checksOf('pending').filter((at) => at <= 30)).toEqual([1, 3, 7, 15, 22, 29, 30])
  expect(checksOf('expired').at(-1)).toBe(FOUR_DAYS)
})

test('E.8 between two checks of an open purchase no authorized money lies for more than eight minutes', () => {
  const open = [0, ...checksOf('pending').filter((at) => at <= 30)]
  for (const [index, at] of open.slice(1).entries()) expect(at - (open[index] ?? 0)).toBeLessThanOrEqual(8)
})

test('invariant 4: a second payment is looked for after the first', () => {
  expect(checksOf('fulfilled')).toEqual([24 * 60, FOUR_DAYS])
  expect(checksOf('refunded')).toEqual([24 * 60, FOUR_DAYS])
})

test('invariant 5: a purchase that is paid and not fulfilled is never left alone', () => {
  const late = minute(FOUR_DAYS * 10)
  expect(nextCheck({ status: 'paid', createdAt }, late)).toEqual(late.add({ hours: 1 }))
})

test('property: the next check lies ahead, and the checks end', () => {
  const status = fc.constantFrom<PurchaseStatus>(
    'pending',
    'failed',
    'expired',
    'canceled',
    'superseded',
    'fulfilled',
  )
  fc.assert(
    fc.property(status, fc.integer({ min: 0, max: FOUR_DAYS * 2 }), (found, at) => {
      const next = nextCheck({ status: found, createdAt }, minute(at))
      if (at >= FOUR_DAYS) expect(next).toBeNull()
      else expect(next !== null && isBefore(minute(at), next)).toBe(true)
    }),
  )
})
