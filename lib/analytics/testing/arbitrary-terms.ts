import fc from 'fast-check'
import type { SoldTerm } from '../mrr-rules.ts'

const START = Temporal.Instant.from('2026-01-01T00:00Z')
const HOUR = 3_600_000

/** Some hour of the spring of 2026. So few that terms meet at the same instants. */
export const someInstant = fc
  .integer({ min: 0, max: 60 })
  .map((halfDays) => START.add({ milliseconds: halfDays * 12 * HOUR }))

/** A term of any source, that may be in its grace or withdrawn, before it begins too. */
export const someTerm: fc.Arbitrary<SoldTerm> = fc
  .record({
    startsAt: someInstant,
    length: fc.integer({ min: 1, max: 40 }),
    grace: fc.option(fc.integer({ min: 0, max: 6 })),
    withdrawnAt: fc.option(someInstant),
    quantity: fc.integer({ min: 1, max: 5 }),
    unitAmountMinor: fc.bigInt({ min: 0n, max: 50_000n }),
    intervalMonths: fc.constantFrom(1, 3, 12),
    isAddon: fc.boolean(),
    source: fc.constantFrom('paid', 'paid', 'paid', 'trial', 'comp', 'included'),
  })
  .map(({ length, grace, ...term }) => {
    const endsAt = term.startsAt.add({ milliseconds: length * 12 * HOUR })
    return {
      ...term,
      endsAt,
      graceEndsAt: grace === null ? null : endsAt.add({ milliseconds: grace * 12 * HOUR }),
    }
  })
