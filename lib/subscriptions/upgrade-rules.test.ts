import { expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import type { Holdings } from './holdings.ts'
import { buildHoldings } from './testing/build-holdings.ts'
import { findUpgrade } from './upgrade-rules.ts'

const at = Temporal.Instant.from('2026-11-10T00:00:00Z')
const catalog = catalogOfSeed(smartMl)

/** The same, paid for at the catalog's prices. */
function paid(held: { plan?: string; addons?: Record<string, number> }): Holdings {
  const holdings = buildHoldings(held)
  const owners = [...catalog.plans, ...catalog.addons]
  return {
    ...holdings,
    lines: holdings.lines.map((line) => {
      const owner = owners.find(({ code }) => code === (line.planCode ?? line.addonCode))
      const unitAmountMinor = owner?.price?.amountMinor ?? 0n
      return {
        ...line,
        terms: line.terms.map((term) => ({ ...term, unitAmountMinor, source: 'paid' as const })),
      }
    }),
  }
}

const upgrade = (holdings: Holdings) => {
  const found = findUpgrade({ catalog, holdings, at })
  return found && [found.plan.code, found.addonsMinor, found.moreMinor, found.lacks]
}

test('S0.16 add-ons that cost at least what the next plan costs more speak for that plan', () => {
  // Pro is ₹499 more than Free; four storages at ₹99 and one boost at ₹149 are ₹545.
  const storages = { extra_storage_5gb: 4, api_boost_5000: 1 }
  expect(upgrade(paid({ plan: 'free', addons: storages }))).toEqual(['pro', 545_00n, 499_00n, ['Storage']])
  // Advanced is ₹1,500 more than Pro and has the queue in it; the same amount is enough.
  const atPrice = (unitAmountMinor: bigint) => {
    const holdings = paid({ plan: 'pro', addons: { priority_queue: 1 } })
    const lines = holdings.lines.map((line) =>
      line.addonCode ? { ...line, terms: line.terms.map((term) => ({ ...term, unitAmountMinor })) } : line,
    )
    return upgrade({ ...holdings, lines })
  }
  expect(atPrice(1_500_00n)).toEqual(['advanced', 1_500_00n, 1_500_00n, []])
  expect(atPrice(1_499_99n)).toBeNull()
})

test('S0.16 of plans that cost no more, the one that gives all the add-ons give is advised', () => {
  // They would pay for Pro four times, and for Advanced, which has room for 11 GB and 83 models.
  const addons = { extra_storage_10gb: 1, api_boost_10000: 2, model_boost_20: 4 }
  expect(upgrade(paid({ plan: 'free', addons }))).toMatchObject(['advanced', 2_253_00n, 1_999_00n, []])
})

test('S0.16 what costs nothing, or ends anyway, speaks for no upgrade', () => {
  const addons = { extra_storage_5gb: 4, api_boost_5000: 1 }
  expect(upgrade(buildHoldings({ plan: 'free', addons })), 'given').toBeNull()
  expect(upgrade(paid({ plan: 'advanced', addons: { white_label: 1 } })), 'the highest').toBeNull()
  const ending = paid({ plan: 'free', addons })
  const lines = ending.lines.map((line) => ({ ...line, cancelAtPeriodEnd: true }))
  expect(upgrade({ ...ending, lines })).toBeNull()
})
