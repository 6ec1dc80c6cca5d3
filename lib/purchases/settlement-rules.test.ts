import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProviderOrder, ProviderPayment, ProviderRefund } from '#lib/payments/provider.ts'
import { mayBecome, type PurchaseStatus } from './purchase-rules.ts'
import { decideSettlement, remainingOf, withKnownRefunds } from './settlement-rules.ts'
import { ASKED, arbitraryHistory, minute } from './testing/arbitrary-history.ts'

const EXPIRES = minute(30)

function payment(over: Partial<ProviderPayment> = {}): ProviderPayment {
  return {
    paymentId: 'pay_1',
    status: 'captured',
    ...ASKED,
    method: 'upi',
    failure: null,
    createdAt: minute(1),
    refunds: [],
    ...over,
  }
}

function refund(over: Partial<ProviderRefund> = {}): ProviderRefund {
  return { refundId: 'rfnd_1', status: 'processed', ...ASKED, reference: null, cause: 'refund', ...over }
}

function decide(options: {
  status?: PurchaseStatus
  payments: ProviderPayment[]
  payingId?: string
  order?: Partial<ProviderOrder>
  at?: number
}) {
  const { status = 'pending', payments, payingId = null, at = 2 } = options
  return decideSettlement({
    purchase: { status, ...ASKED, expiresAt: EXPIRES },
    order: { orderId: 'order_1', reference: null, ...ASKED, payments, bill: null, ...options.order },
    payingId,
    at: minute(at),
  })
}

describe('what pays', () => {
  test('a captured payment of what was asked for, in time', () => {
    const paid = payment()
    expect(decide({ payments: [paid] })).toEqual({ paidBy: paid, giveBack: [], next: 'fulfil' })
  })

  test.each(['pending', 'authorized', 'failed'] as const)('not one that is %s', (status) => {
    expect(decide({ payments: [payment({ status })] })).toEqual({
      paidBy: null,
      giveBack: [],
      next: 'nothing',
    })
  })

  test.each([
    ['amount', { amountMinor: ASKED.amountMinor - 1n }],
    ['currency', { currency: 'USD' }],
  ])('not one of another %s: it goes back', (_what, over) => {
    const paid = payment(over)
    expect(decide({ payments: [paid] })).toEqual({
      paidBy: null,
      giveBack: [{ payment: paid, reason: 'wrong_amount' }],
      next: 'nothing',
    })
  })

  test('nothing of an order that asked for another amount', () => {
    expect(decide({ payments: [payment()], order: { amountMinor: 1n } }).paidBy).toBeNull()
  })

  test('not one that was given back before we heard of it', () => {
    const gone = payment({ refunds: [refund()] })
    expect(decide({ payments: [gone] })).toEqual({ paidBy: null, giveBack: [], next: 'nothing' })
  })

  test('one that was given back in part does', () => {
    expect(decide({ payments: [payment({ refunds: [refund({ amountMinor: 1n })] })] }).next).toBe('fulfil')
  })

  test('the first of two; the second goes back, whatever order they are listed in', () => {
    const [first, second] = [payment(), payment({ paymentId: 'pay_2', createdAt: minute(2) })]
    for (const payments of [
      [first, second],
      [second, first],
    ]) {
      expect(decide({ payments })).toMatchObject({
        paidBy: first,
        giveBack: [{ payment: second, reason: 'paid_twice' }],
      })
    }
  })

  test('the one that paid before stays the one, also when an older shows up or it is not listed', () => {
    const [older, paid] = [payment(), payment({ paymentId: 'pay_2', createdAt: minute(2) })]
    const settled = { status: 'fulfilled' as const, payingId: 'pay_2' }
    expect(decide({ ...settled, payments: [older, paid] })).toMatchObject({
      paidBy: paid,
      giveBack: [{ payment: older }],
      next: 'nothing',
    })
    expect(decide({ ...settled, payments: [older] })).toMatchObject({
      paidBy: null,
      giveBack: [{ payment: older }],
    })
  })
})

describe('what follows', () => {
  test.each([
    ['pending', 29, 'fulfil'],
    ['pending', 30, 'fulfil_if_allowed'],
    ['failed', 2, 'fulfil_if_allowed'],
    ['expired', 31, 'fulfil_if_allowed'],
    ['canceled', 2, 'fulfil_if_allowed'],
    ['superseded', 2, 'fulfil_if_allowed'],
    ['fulfilled', 2, 'nothing'],
    ['paid', 2, 'nothing'],
    ['refunded', 2, 'nothing'],
  ] as const)('E.8 money for a purchase that is %s at minute %i: %s', (status, at, next) => {
    expect(decide({ status, at, payments: [payment()] }).next).toBe(next)
  })

  test.each([
    ['pending', 29, 'nothing'],
    ['pending', 30, 'close_unpaid'],
    ['failed', 31, 'nothing'],
    ['expired', 31, 'nothing'],
  ] as const)('E.8 no money for a purchase that is %s at minute %i: %s', (status, at, next) => {
    expect(decide({ status, at, payments: [] }).next).toBe(next)
  })

  test('money that came too late and could not be sent back is sent again, but not for ever', () => {
    const failed = (count: number) =>
      Array.from({ length: count }, (_, index) => refund({ refundId: `rfnd_${index}`, status: 'failed' }))
    const settle = (count: number) =>
      decide({ status: 'paid', payingId: 'pay_1', payments: [payment({ refunds: failed(count) })] }).giveBack
    expect(settle(1)).toMatchObject([{ reason: 'too_late' }])
    expect(settle(3)).toEqual([])
  })
})

describe('what we know besides', () => {
  const order = (refunds: ProviderRefund[]): ProviderOrder => ({
    orderId: 'order_1',
    reference: null,
    ...ASKED,
    payments: [payment({ refunds })],
    bill: null,
  })
  const merged = (told: ProviderRefund[], known: ProviderRefund[]) =>
    withKnownRefunds(order(told), new Map([['pay_1', known]])).payments[0]?.refunds

  test('what was asked for and not made yet counts', () => {
    const asked = refund({ refundId: 'ours', status: 'pending', reference: 'ours' })
    expect(merged([], [asked])).toEqual([asked])
  })

  test('the same refund counts once, by its id or by ours', () => {
    const told = refund({ refundId: 'rfnd_9', status: 'pending', reference: 'ours' })
    expect(merged([told], [refund({ refundId: 'ours', status: 'pending', reference: 'ours' })])).toEqual([
      told,
    ])
    expect(merged([told], [refund({ refundId: 'rfnd_9', status: 'failed', reference: null })])).toEqual([
      told,
    ])
  })

  test('what was processed stays processed, whatever an older answer says', () => {
    const done = refund({ reference: 'ours' })
    expect(merged([refund({ status: 'pending' })], [done])).toEqual([done])
  })
})

/** What a purchase keeps between two settlements, and what settling does to it. */
type Kept = { status: PurchaseStatus; payingId: string | null; asked: Map<string, ProviderRefund[]> }

/**
 * Settles one answer of the provider, as `settlePurchase` does, with its memory: the refunds it asked for and heard
 * of. `allowed` is whether what comes late may still be held.
 */
function settle(kept: Kept, order: ProviderOrder, options: { at: Temporal.Instant; allowed: boolean }): Kept {
  const asked = new Map(kept.asked)
  const decided = decideSettlement({
    purchase: { status: kept.status, ...ASKED, expiresAt: EXPIRES },
    order: withKnownRefunds(order, asked),
    payingId: kept.payingId,
    at: options.at,
  })
  for (const heard of order.payments)
    asked.set(heard.paymentId, hear(asked.get(heard.paymentId) ?? [], heard.refunds))
  const giveBack = (paid: ProviderPayment) => {
    const before = asked.get(paid.paymentId) ?? []
    const reference = `ours_${paid.paymentId}_${before.length}`
    const intent = refund({
      refundId: reference,
      reference,
      status: 'pending',
      amountMinor: remainingOf(paid),
      currency: paid.currency,
    })
    asked.set(paid.paymentId, [...before, intent])
  }
  const takes = decided.next === 'fulfil' || decided.next === 'fulfil_if_allowed'
  const taken = takes ? decided.paidBy : null
  const refused = decided.next === 'fulfil_if_allowed' && !options.allowed
  if (taken && refused) giveBack(taken)
  for (const surplus of decided.giveBack) giveBack(surplus.payment)
  const status = taken
    ? refused
      ? 'paid'
      : 'fulfilled'
    : decided.next === 'close_unpaid'
      ? 'expired'
      : kept.status
  if (status !== kept.status) expect(mayBecome(kept.status, status)).toBe(true)
  return { status, payingId: taken ? taken.paymentId : kept.payingId, asked }
}

/** Refunds as they are written down: each once, processed for good. */
function hear(known: ProviderRefund[], told: ProviderRefund[]): ProviderRefund[] {
  const unknown = told.filter((refund) => !known.some((other) => other.refundId === refund.refundId))
  const heard = known.map((refund) => {
    const news = told.find((other) => other.refundId === refund.refundId)
    return refund.status === 'processed' || !news ? refund : { ...refund, status: news.status }
  })
  return [...heard, ...unknown]
}

const fresh = (): Kept => ({ status: 'pending', payingId: null, asked: new Map() })

/** Every reader's answer in any order, some of them twice; the reconciler's, the newest, last. */
const arbitraryReadings = arbitraryHistory.chain((history) =>
  fc
    .array(fc.nat(history.length - 1), { maxLength: 10 })
    .map((picked) =>
      [...picked.map((index) => history[index]), history.at(-1)].filter((order) => order !== undefined),
    ),
)
const minutes = fc.integer({ min: 0, max: 45 }).map(minute)

test('property: money is conserved: what was captured pays or goes back, once', () => {
  fc.assert(
    fc.property(arbitraryReadings, minutes, fc.boolean(), (readings, at, allowed) => {
      const end = readings.reduce((kept, order) => settle(kept, order, { at, allowed }), fresh())
      for (const paid of readings.at(-1)?.payments ?? []) {
        if (paid.status !== 'captured') continue
        const back = end.asked.get(paid.paymentId) ?? []
        const failures = back.filter((found) => found.status === 'failed').length
        const sum = (refunds: ProviderRefund[]) =>
          refunds.reduce((total, found) => total + (found.status === 'failed' ? 0n : found.amountMinor), 0n)
        // A refund made at the provider meanwhile leaves less to ask for; what is asked for then is refused there.
        expect(sum(back.filter((found) => found.reference !== null)) <= paid.amountMinor).toBe(true)
        const keeps = end.payingId === paid.paymentId && end.status === 'fulfilled'
        if (!keeps && failures < 3) expect(sum(back) >= paid.amountMinor).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

test('property: at most one payment pays, and once it has, it stays the one', () => {
  fc.assert(
    fc.property(arbitraryReadings, minutes, fc.boolean(), (readings, at, allowed) => {
      let kept = fresh()
      for (const order of readings) {
        const next = settle(kept, order, { at, allowed })
        if (kept.payingId !== null) expect(next.payingId).toBe(kept.payingId)
        kept = next
      }
    }),
    { numRuns: 1000 },
  )
})

test('property: settling the same answer again changes nothing', () => {
  fc.assert(
    fc.property(arbitraryReadings, minutes, fc.boolean(), (readings, at, allowed) => {
      for (const order of readings) {
        const once = settle(fresh(), order, { at, allowed })
        expect(settle(once, order, { at, allowed })).toEqual(once)
      }
    }),
  )
})

test('property: whatever was read before, and however often, the newest answer ends in the same place', () => {
  fc.assert(
    fc.property(arbitraryReadings, minutes, fc.boolean(), (readings, at, allowed) => {
      const newest = readings.slice(-1)
      const [direct, wandering] = [newest, readings].map((orders) =>
        orders.reduce((kept, order) => settle(kept, order, { at, allowed }), fresh()),
      )
      const refundedAtProvider = newest.some((order) =>
        order.payments.some((paid) => paid.refunds.length > 0),
      )
      // Who gave a paid purchase's money back, and when it was heard of, is a difference that is real.
      if (!refundedAtProvider) expect(wandering?.status).toBe(direct?.status)
    }),
    { numRuns: 1000 },
  )
})

test('property: no decision throws, names a payment that is not there, or gives back what pays', () => {
  const statuses = fc.constantFrom<PurchaseStatus>(
    'pending',
    'paid',
    'fulfilled',
    'failed',
    'expired',
    'canceled',
    'superseded',
    'refunded',
  )
  fc.assert(
    fc.property(
      arbitraryHistory,
      statuses,
      fc.option(fc.constantFrom('pay_0', 'pay_1', 'pay_9')),
      minutes,
      (history, status, payingId, at) => {
        for (const order of history) {
          const decided = decideSettlement({
            purchase: { status, ...ASKED, expiresAt: EXPIRES },
            order,
            payingId,
            at,
          })
          for (const surplus of decided.giveBack) {
            expect(surplus.payment.status).toBe('captured')
            expect(remainingOf(surplus.payment) > 0n).toBe(true)
            if (status !== 'paid') expect(surplus.payment).not.toBe(decided.paidBy)
          }
        }
      },
    ),
  )
})
