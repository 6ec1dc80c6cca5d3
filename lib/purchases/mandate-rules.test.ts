import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Agreement, HeldLine, LineTerm } from '#lib/subscriptions/holdings.ts'
import { quantityAt } from '#lib/subscriptions/term-rules.ts'
import { nextCharge, renewingQuantity } from './mandate-rules.ts'

const at = Temporal.Instant.from('2026-11-21T08:00:00Z')
const hours = (count: number) => at.add({ hours: count })

const term = (quantity: number, from: number, to: number, graceHours: number | null): LineTerm => ({
  id: `${from}-${to}`,
  quantity,
  startsAt: hours(from),
  endsAt: hours(to),
  graceEndsAt: graceHours === null ? null : hours(to + graceHours),
  withdrawnAt: null,
  unitAmountMinor: 179_00n,
  currency: 'INR',
  source: 'paid',
  periodStartsAt: null,
  purchaseId: null,
  boughtBy: null,
})

const line = (overrides: Partial<HeldLine>): HeldLine => ({
  id: 'line',
  planCode: null,
  addonCode: 'extra_storage_10gb',
  autoRenew: true,
  cancelAtPeriodEnd: false,
  nextQuantity: null,
  canceledAt: null,
  startedAt: hours(-100),
  endsAt: hours(100),
  lastPaymentAt: null,
  createdAt: at,
  updatedAt: at,
  terms: [term(2, -100, 100, 72)],
  ...overrides,
})

const agreement = (overrides: Partial<Agreement>): Agreement => ({
  id: 'agreement',
  externalId: 'sub_1',
  lineId: 'line',
  status: 'active',
  quantity: 2,
  unitAmountMinor: 179_00n,
  periodStartsAt: hours(-100),
  periodEndsAt: hours(100),
  pastDueSince: null,
  open: null,
  ...overrides,
})
const open = { purchaseId: 'purchase', amountMinor: 358_00n, url: null }

test.each([
  ['as many as held: nothing to do', {}, {}, { action: 'keep' }],
  ['more held than approved', { terms: [term(3, -1, 100, 72)] }, {}, { action: 'change', quantity: 3 }],
  ['fewer wanted from the next period', { nextQuantity: 1 }, {}, { action: 'change', quantity: 1 }],
  [
    'canceled: until shortly before it can be undone',
    { cancelAtPeriodEnd: true },
    {},
    { action: 'wait', until: hours(99) },
  ],
  ['canceled, and the hour has come', { cancelAtPeriodEnd: true, endsAt: hours(1) }, {}, { action: 'end' }],
  ['nothing held any more', { terms: [term(2, -200, -100, null)] }, {}, { action: 'end' }],
  [
    'nothing held, but paying restores it',
    { terms: [term(2, -200, -100, null)] },
    { status: 'halted', open },
    { action: 'wait', until: hours(24) },
  ],
  [
    'canceled while it was not paid',
    { cancelAtPeriodEnd: true, endsAt: hours(-1), terms: [term(2, -200, -1, null)] },
    { status: 'past_due', open },
    { action: 'end' },
  ],
  [
    'canceled at once while it was not paid',
    { canceledAt: at, endsAt: at, terms: [term(2, -200, -1, null)] },
    { status: 'past_due', open },
    { action: 'end' },
  ],
  [
    'a charge that failed is for what it is for',
    { terms: [term(3, -200, -1, 72)] },
    { status: 'past_due', open },
    { action: 'keep' },
  ],
  ['not approved yet', { terms: [term(3, -1, 100, 72)] }, { status: 'pending' }, { action: 'keep' }],
] as const)('S0.10 %s', (_, held, charged, expected) => {
  const found = nextCharge({
    line: line(held as Partial<HeldLine>),
    agreement: agreement(charged as Partial<Agreement>),
    at,
  })
  expect(found).toEqual(expected)
})

const arbitraryTerm = fc
  .record({
    quantity: fc.integer({ min: 1, max: 5 }),
    from: fc.integer({ min: -300, max: 50 }),
    hours: fc.integer({ min: 1, max: 300 }),
    grace: fc.constantFrom(null, 72),
  })
  .map(({ quantity, from, hours: length, grace }) => term(quantity, from, from + length, grace))

test('S0.10 nobody is charged for more than is held when the period ends, nor at all for nothing', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryTerm, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (terms, quantity, cancelAtPeriodEnd) => {
        const endsAt =
          terms
            .map((found) => found.endsAt)
            .filter((end) => end !== null)
            .toSorted(Temporal.Instant.compare)
            .at(-1) ?? null
        const held = line({ terms, endsAt, cancelAtPeriodEnd })
        const next = nextCharge({ line: held, agreement: agreement({ quantity }), at })
        const charged = next.action === 'change' ? next.quantity : next.action === 'keep' ? quantity : 0
        const paid = terms.map((found) => ({ ...found, graceEndsAt: null }))
        const last = endsAt ? quantityAt(paid, endsAt.subtract({ milliseconds: 1 })) : 0
        expect(renewingQuantity(held)).toBe(last)
        expect(charged).toBeLessThanOrEqual(Math.max(last, 0))
        if (
          quantityAt(terms, at) === 0 &&
          terms.every((found) => Temporal.Instant.compare(found.startsAt, at) <= 0)
        ) {
          expect(charged).toBe(0)
        }
      },
    ),
  )
})
