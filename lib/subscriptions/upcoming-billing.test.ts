import { expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import type { Agreement, HeldLine, Holdings } from './holdings.ts'
import { buildHoldings } from './testing/build-holdings.ts'
import { upcomingBillingAt } from './upcoming-billing.ts'

const at = Temporal.Instant.from('2026-11-10T00:00:00Z')
const ends = Temporal.Instant.from('2026-12-01T00:00:00Z')
const catalog = catalogOfSeed(klarvo)

function agreement(change: Partial<Agreement> = {}): Agreement {
  return {
    id: 'agreement',
    externalId: null,
    lineId: null,
    status: 'active',
    quantity: null,
    unitAmountMinor: null,
    periodStartsAt: null,
    periodEndsAt: ends,
    pastDueSince: null,
    open: null,
    ...change,
  }
}

/** A growth plan at €149 with two of a track at €100, all of which renews. */
function holdings(change: Partial<Holdings> = {}, line: Partial<HeldLine> = {}): Holdings {
  const held = buildHoldings({ plan: 'growth', addons: { provider_track: 2 }, until: ends })
  const price = (code: string | null) => (code === 'growth' ? 149_00n : 100_00n)
  const lines = held.lines.map((found) => ({
    ...found,
    ...(found.addonCode ? line : {}),
    terms: found.terms.map((term) => ({
      ...term,
      unitAmountMinor: price(found.planCode),
      graceEndsAt: ends.add({ hours: 72 }),
    })),
  }))
  return { ...held, agreements: [agreement()], lines, ...change }
}

const ask = (held: Holdings, credit: { currency: string; amountMinor: bigint }[] = []) =>
  upcomingBillingAt({ catalog, holdings: held, credit, at })

test('one bill of everything that renews, and what of it the credit pays', () => {
  expect(
    ask(holdings(), [
      { currency: 'EUR', amountMinor: 49_00n },
      { currency: 'USD', amountMinor: 1_00n },
    ]),
  ).toEqual({
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    charges: [
      {
        at: '2026-12-01T00:00:00Z',
        lines: [
          { description: 'Growth', quantity: 1, amountMinor: '14900' },
          { description: expect.stringContaining('Provider'), quantity: 2, amountMinor: '20000' },
        ],
        totalMinor: '34900',
        creditMinor: '4900',
        dueMinor: '30000',
      },
    ],
    credit: [
      { currency: 'EUR', amountMinor: '4900' },
      { currency: 'USD', amountMinor: '100' },
    ],
  })
  const rich = ask(holdings(), [{ currency: 'EUR', amountMinor: 1_000_00n }])
  expect(rich.charges).toMatchObject([{ creditMinor: '34900', dueMinor: '0' }])
})

test('what is wished for the next period: fewer, none, another plan', () => {
  expect(ask(holdings({}, { nextQuantity: 1 })).charges).toMatchObject([{ totalMinor: '24900' }])
  expect(ask(holdings({}, { nextQuantity: 0 })).charges).toMatchObject([{ totalMinor: '14900' }])
  const subscription = {
    id: 's',
    customerId: 'c',
    provider: 'stripe',
    anchorAt: at,
    apiKeyId: null,
    version: 1,
    createdAt: at,
  }
  const wanting = (nextPlanCode: string) => holdings({ subscription: { ...subscription, nextPlanCode } })
  expect(ask(wanting('starter')).charges).toMatchObject([
    { lines: [{ description: 'Starter', amountMinor: '4900' }, { quantity: 2 }], totalMinor: '24900' },
  ])
  expect(ask(wanting('free')).charges).toMatchObject([{ lines: [{ quantity: 2 }], totalMinor: '20000' }])
})

test('an approval for one line is a charge of its own, at the amount that was approved', () => {
  const approved = { lineId: 'line-provider_track', quantity: 2, unitAmountMinor: 90_00n }
  const credit = [{ currency: 'EUR', amountMinor: 1_00n }]
  const charges = (line: Partial<HeldLine>, ...approvals: Partial<Agreement>[]) =>
    ask(holdings({ agreements: approvals.map(agreement) }, line), credit).charges
  const later = { ...approved, periodEndsAt: ends.add({ hours: 24 }) }
  expect(charges({}, later, approved)).toMatchObject([
    { at: '2026-12-01T00:00:00Z', totalMinor: '18000', creditMinor: '0', dueMinor: '18000' },
    { at: '2026-12-02T00:00:00Z' },
  ])
  expect(charges({ cancelAtPeriodEnd: true }, approved)).toEqual([])
  expect(charges({}, { ...approved, quantity: null }, { ...approved, unitAmountMinor: null })).toEqual([])
  expect(charges({}, { ...approved, lineId: 'another' })).toEqual([])
})

test('nothing is announced that will not be charged', () => {
  const status = (change: Partial<Agreement>) => ask(holdings({ agreements: [agreement(change)] })).charges
  expect(status({ status: 'past_due' })).toHaveLength(1)
  for (const change of [
    { status: 'pending' },
    { status: 'halted' },
    { status: 'canceled' },
    { periodEndsAt: null },
  ] as const)
    expect(status(change)).toEqual([])
  const held = buildHoldings({ plan: 'growth', until: ends })
  expect(ask({ ...held, agreements: [agreement()] }).charges, 'nothing renews').toEqual([])
})
