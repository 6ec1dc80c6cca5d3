import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildAddon,
  buildCatalog,
  buildFeature,
  buildPlan,
  grant,
} from '#lib/catalog/testing/build-catalog.ts'
import { arbitraryHour, arbitraryTerms, HOURS, hour } from '#lib/subscriptions/testing/arbitrary-terms.ts'
import { type EntitlingLine, entitlementsAt } from './entitlement-rules.ts'

const catalog = buildCatalog({
  features: [
    buildFeature({ code: 'storage', unit: 'GB' }),
    buildFeature({ code: 'calls', kind: 'counter', window: 'month' }),
    buildFeature({ code: 'queue', kind: 'flag' }),
  ],
  plans: [
    buildPlan({
      code: 'free',
      rank: 0,
      isDefault: true,
      grants: [grant('storage', 1n), grant('calls', 10n)],
    }),
    buildPlan({ code: 'pro', rank: 1, grants: [grant('storage', 5n), grant('calls', 100n)] }),
    buildPlan({ code: 'top', rank: 2, grants: [grant('storage', 20n), grant('calls', null)] }),
  ],
  addons: [
    buildAddon({ code: 'storage_10', grants: [grant('storage', 10n)] }),
    buildAddon({ code: 'bundle', grants: [grant('storage', 2n), grant('calls', 50n), grant('queue', 1n)] }),
    buildAddon({ code: 'queue', grants: [grant('queue', 1n)], includedInPlans: ['top'] }),
    buildAddon({ code: 'endless', grants: [grant('storage', null)] }),
  ],
})

const term = (start: number, end: number | null, quantity = 1) => ({
  quantity,
  startsAt: hour(start),
  endsAt: end === null ? null : hour(end),
  withdrawnAt: null,
})
const addon = (addonCode: string, ...terms: EntitlingLine['terms'][number][]) => ({
  planCode: null,
  addonCode,
  terms,
})
const plan = (planCode: string, ...terms: EntitlingLine['terms'][number][]) => ({
  planCode,
  addonCode: null,
  terms,
})
const of = (lines: EntitlingLine[], at: Temporal.Instant, feature: string) => {
  const found = entitlementsAt({ catalog, lines, at }).features.find((entry) => entry.feature === feature)
  if (!found) throw new Error(`no ${feature}`)
  return found
}

describe('S0.5 S0.14 (calculate_combined_limits)', () => {
  test('S0.5 without anything bought: the default plan, and zeros for the rest', () => {
    const answer = entitlementsAt({ catalog, lines: [], at: hour(0) })
    expect(answer.plan).toEqual({ code: 'free', name: 'free' })
    expect(answer.validUntil).toBeNull()
    expect(answer.features.map((entry) => [entry.feature, entry.base, entry.addon, entry.total])).toEqual([
      ['storage', 1n, 0n, 1n],
      ['calls', 10n, 0n, 10n],
      ['queue', 0n, 0n, 0n],
    ])
    expect(of([], hour(0), 'queue').flag).toBe(false)
  })

  test('S0.5 grants × quantity are summed, with the source of every part', () => {
    const lines = [
      plan('pro', term(0, 10)),
      addon('storage_10', term(0, 10, 2)),
      addon('bundle', term(0, 8, 3)),
    ]
    const storage = of(lines, hour(1), 'storage')
    expect(storage).toMatchObject({ base: 5n, addon: 26n, total: 31n, unlimited: false })
    expect(storage.sources).toEqual([
      { kind: 'plan', code: 'pro', name: 'pro', quantity: 1, value: 5n, until: hour(10) },
      { kind: 'addon', code: 'storage_10', name: 'storage_10', quantity: 2, value: 20n, until: hour(10) },
      { kind: 'addon', code: 'bundle', name: 'bundle', quantity: 3, value: 6n, until: hour(8) },
    ])
    expect(entitlementsAt({ catalog, lines, at: hour(1) }).validUntil).toEqual(hour(8))
  })

  test('S0.5 flags are there, and what a plan includes is the plan’s', () => {
    const queue = of([plan('top', term(0, 10))], hour(0), 'queue')
    expect(queue).toMatchObject({ flag: true, base: 1n, addon: 0n })
    expect(queue.sources).toEqual([
      { kind: 'plan', code: 'queue', name: 'queue', quantity: 1, value: 1n, until: hour(10) },
    ])
  })
})

test('the plan is the highest-ranked live one, else the default', () => {
  const lines = [plan('pro', term(0, 10)), plan('top', term(2, 4))]
  const codes = [0, 2, 3, 4, 10].map((at) => entitlementsAt({ catalog, lines, at: hour(at) }).plan?.code)
  expect(codes).toEqual(['pro', 'top', 'top', 'pro', 'free'])
})

test('a family without a default plan has no base', () => {
  const bare = { ...catalog, plans: catalog.plans.map((entry) => ({ ...entry, isDefault: false })) }
  const answer = entitlementsAt({ catalog: bare, lines: [addon('storage_10', term(0, 1))], at: hour(0) })
  expect(answer.plan).toBeNull()
  expect(answer.features[0]).toMatchObject({ base: 0n, addon: 10n, total: 10n })
})

test('without limit takes everything in, wherever it comes from', () => {
  expect(
    of([addon('endless', term(0, 1)), addon('storage_10', term(0, 1))], hour(0), 'storage'),
  ).toMatchObject({
    base: 1n,
    addon: null,
    total: null,
    unlimited: true,
  })
  expect(of([plan('top', term(0, 1))], hour(0), 'calls')).toMatchObject({
    base: null,
    addon: 0n,
    total: null,
  })
})

test('invariant 7: a flag granted twice survives losing one source', () => {
  const lines = [addon('queue', term(0, 5)), addon('bundle', term(0, 9))]
  const flags = [0, 5, 8, 9].map((at) => of(lines, hour(at), 'queue'))
  expect(flags.map((entry) => [entry.flag, entry.total])).toEqual([
    [true, 2n],
    [true, 1n],
    [true, 1n],
    [false, 0n],
  ])
})

test('S0.8 a limit reverts at the instant the term ends, not before', () => {
  const lines = [addon('storage_10', term(0, 5, 2))]
  const end = hour(5)
  const totals = [end.subtract({ nanoseconds: 1 }), end].map((at) => of(lines, at, 'storage').total)
  expect(totals).toEqual([21n, 1n])
})

const arbitraryLines = fc
  .tuple(arbitraryTerms, arbitraryTerms, arbitraryTerms, arbitraryTerms, arbitraryTerms)
  .map(([pro, top, storage, bundle, endless]): EntitlingLine[] => [
    plan('pro', ...pro),
    plan('top', ...top),
    addon('storage_10', ...storage),
    addon('bundle', ...bundle),
    addon('endless', ...endless.slice(0, 1)),
  ])
const amounts = (lines: EntitlingLine[], at: Temporal.Instant) =>
  entitlementsAt({ catalog, lines, at }).features.map(({ base, addon: extra, total }) => [base, extra, total])

test('property: the sources add up to the total, and the total is base plus add-ons', () => {
  fc.assert(
    fc.property(arbitraryLines, arbitraryHour, (lines, at) => {
      for (const entry of entitlementsAt({ catalog, lines, at }).features) {
        const values = entry.sources.map((source) => source.value)
        const sum = values.some((value) => value === null)
          ? null
          : values.reduce<bigint>((total, value) => total + (value ?? 0n), 0n)
        expect(entry.total).toBe(sum)
        expect(entry.unlimited).toBe(entry.total === null)
        if (entry.base !== null && entry.addon !== null) expect(entry.base + entry.addon).toBe(entry.total)
      }
    }),
  )
})

test('property: the order of lines and terms does not matter', () => {
  fc.assert(
    fc.property(arbitraryLines, arbitraryHour, (lines, at) => {
      const turned = [...lines].reverse().map((line) => ({ ...line, terms: [...line.terms].reverse() }))
      expect(entitlementsAt({ catalog, lines: turned, at })).toEqual(entitlementsAt({ catalog, lines, at }))
    }),
  )
})

test('property: a term split into two quantities grants the same', () => {
  fc.assert(
    fc.property(arbitraryTerms, fc.integer({ min: 1, max: 8 }), arbitraryHour, (terms, part, at) => {
      const whole = terms.map((entry) => ({ ...entry, quantity: entry.quantity + part }))
      const parts = terms.flatMap((entry) => [entry, { ...entry, quantity: part }])
      const grants = (held: EntitlingLine['terms']) => of([addon('bundle', ...held)], at, 'calls').total
      expect(grants(parts)).toBe(grants(whole))
    }),
  )
})

test('property: holding more never grants less', () => {
  fc.assert(
    fc.property(arbitraryLines, arbitraryTerms, arbitraryHour, (lines, extra, at) => {
      const more = lines.map((line) =>
        line.addonCode === 'bundle' ? { ...line, terms: [...line.terms, ...extra] } : line,
      )
      const [before, after] = [amounts(lines, at), amounts(more, at)]
      before.forEach((entry, index) => {
        const [total, raised] = [entry[2], after[index]?.[2]]
        if (total === null) expect(raised).toBeNull()
        else expect(raised === null || (raised ?? 0n) >= (total ?? 0n)).toBe(true)
      })
    }),
  )
})

test('property: nothing changes before validUntil', () => {
  fc.assert(
    fc.property(arbitraryLines, arbitraryHour, fc.nat(3 * HOURS), (lines, at, ahead) => {
      const { validUntil } = entitlementsAt({ catalog, lines, at })
      const later = at.add({ minutes: ahead * 20 })
      fc.pre(validUntil === null || Temporal.Instant.compare(later, validUntil) < 0)
      expect(amounts(lines, later)).toEqual(amounts(lines, at))
    }),
  )
})

test('property: a source counts until the instant it says, and is less at that instant', () => {
  fc.assert(
    fc.property(arbitraryLines, arbitraryHour, (lines, at) => {
      for (const source of of(lines, at, 'storage').sources) {
        if (source.until === null) continue
        const atEnd = of(lines, source.until, 'storage').sources.find(
          (found) => found.kind === source.kind && found.code === source.code,
        )
        expect(atEnd?.quantity ?? 0).toBeLessThan(source.quantity)
      }
    }),
  )
})
