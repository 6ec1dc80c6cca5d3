import { expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { buildHoldings } from '#lib/subscriptions/testing/build-holdings.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { compareEntitlements } from './compare-entitlements.ts'
import { quoteChanges } from './quote-rules.ts'

const at = Temporal.Instant.from('2026-11-10T00:00:00Z')
const catalog = catalogOfSeed(klarvo)

function compare(plan: string, addons: Record<string, number>, wanted: string) {
  const standing = { catalog, holdings: buildHoldings({ plan, addons }) }
  const { lines } = quoteChanges({ standing, changes: [{ action: 'plan', code: wanted }], at })
  const { incoming, outgoing } = compareEntitlements({ standing, lines, at })
  const codes = (changes: typeof incoming) => changes.map(({ feature }) => feature)
  return { incoming: codes(incoming), outgoing: codes(outgoing) }
}

test('S3.8 what is held already does not come in again with a plan that includes it twice', () => {
  const { incoming, outgoing } = compare('pro', { provider_assurance: 1 }, 'enterprise')
  expect(incoming).toContain('importer_distributor_track')
  expect(incoming).not.toContain('provider_track')
  expect(incoming).not.toContain('provider_assurance')
  expect(outgoing).toEqual([])
})

test('S3.7 a flag goes when its last source goes', () => {
  const { outgoing } = compare('enterprise', {}, 'pro')
  expect(outgoing).toEqual(
    expect.arrayContaining(['importer_distributor_track', 'provider_track', 'provider_assurance']),
  )
})
