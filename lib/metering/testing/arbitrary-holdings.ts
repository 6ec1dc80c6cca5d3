import fc from 'fast-check'
import {
  buildAddon,
  buildCatalog,
  buildFeature,
  buildPlan,
  grant,
} from '#lib/catalog/testing/build-catalog.ts'
import type { HeldTerm } from '#lib/subscriptions/term-rules.ts'
import { arbitraryTerms } from '#lib/subscriptions/testing/arbitrary-terms.ts'
import type { AllowanceLine } from '../allowance-rules.ts'

export const requests = buildFeature({ code: 'requests', kind: 'counter', window: 'day' })

/** Tiers, one of them unlimited, and packs, one of them unlimited and one that comes with a tier. */
export const keyCatalog = buildCatalog({
  features: [requests],
  plans: [
    buildPlan({ code: 'basic', rank: 0, isDefault: true, grants: [grant('requests', 100n)] }),
    buildPlan({ code: 'more', rank: 1, grants: [grant('requests', 500n)] }),
    buildPlan({ code: 'endless', rank: 2, grants: [grant('requests', null)] }),
  ],
  addons: [
    buildAddon({ code: 'small', grants: [grant('requests', 10n)], includedInPlans: ['more'] }),
    buildAddon({ code: 'large', grants: [grant('requests', 70n)] }),
    buildAddon({ code: 'boundless', grants: [grant('requests', null)] }),
    buildAddon({ code: 'other', grants: [] }),
  ],
})

const seldom = fc.oneof(fc.constant<HeldTerm[]>([]), arbitraryTerms)

/** Some lines of the catalog's items, each with terms that overlap, touch, are open or were withdrawn. */
export const arbitraryLines: fc.Arbitrary<AllowanceLine[]> = fc
  .record({
    more: arbitraryTerms,
    endless: seldom,
    small: arbitraryTerms,
    large: arbitraryTerms,
    boundless: seldom,
    other: arbitraryTerms,
  })
  .map((terms) =>
    Object.entries(terms).map(([code, held]) => ({
      planCode: code === 'more' || code === 'endless' ? code : null,
      addonCode: code === 'more' || code === 'endless' ? null : code,
      terms: held.map((term, index) => ({ ...term, id: `${code}-${index}` })),
    })),
  )
