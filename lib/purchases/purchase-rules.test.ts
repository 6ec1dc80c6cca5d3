import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPayable, mayBecome, type PurchaseStatus } from './purchase-rules.ts'
import { minute } from './testing/arbitrary-history.ts'

const STATUSES = [
  'pending',
  'paid',
  'fulfilled',
  'failed',
  'expired',
  'canceled',
  'superseded',
  'refunded',
] as const satisfies PurchaseStatus[]
const status = fc.constantFrom(...STATUSES)

test('E.8 what was closed unpaid can only come back by being paid', () => {
  for (const closed of ['failed', 'expired', 'canceled', 'superseded'] as const) {
    expect(STATUSES.filter((to) => mayBecome(closed, to))).toEqual(['paid', 'fulfilled'])
  }
})

test('invariant 5: what was paid ends fulfilled or refunded, and nothing follows a refund', () => {
  expect(STATUSES.filter((to) => mayBecome('paid', to))).toEqual(['fulfilled', 'refunded'])
  expect(STATUSES.filter((to) => mayBecome('fulfilled', to))).toEqual(['refunded'])
  expect(STATUSES.filter((to) => mayBecome('refunded', to))).toEqual([])
})

test('property: no purchase becomes pending again, and every one can end', () => {
  const ends = (from: PurchaseStatus, seen: PurchaseStatus[] = []): boolean =>
    from === 'refunded' ||
    STATUSES.some((to) => mayBecome(from, to) && !seen.includes(to) && ends(to, [...seen, from]))
  fc.assert(
    fc.property(status, (from) => {
      expect(mayBecome(from, 'pending')).toBe(false)
      expect(ends(from)).toBe(true)
    }),
  )
})

test('property: payable is pending and before its end', () => {
  fc.assert(
    fc.property(status, fc.integer({ min: -60, max: 60 }), (from, at) => {
      expect(isPayable({ status: from, expiresAt: minute(0) }, minute(at))).toBe(from === 'pending' && at < 0)
    }),
  )
})
