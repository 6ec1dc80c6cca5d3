import { quantityAt } from '#lib/subscriptions/term-rules.ts'
import { type Advice, adviseOn } from './advice-rules.ts'
import type { PackCount } from './cover-rules.ts'
import type { KeyDay } from './day-rules.ts'
import { REQUESTS } from './key-family.ts'
import type { KeyStanding } from './load-key-standing.ts'
import { packsOf, type Tier, tiersOf } from './pack-rules.ts'

/** The tier a key is on, as it is sold; null when it is not on sale any more. */
export function tierAt(standing: KeyStanding, at: Temporal.Instant): Tier | null {
  const code = standing.allowance(at).plan?.code
  return tiersOf(standing.catalog, REQUESTS).find((tier) => tier.code === code) ?? null
}

/** What would serve a key best, by its last days (S2.11); null on a tier that is not on sale any more. */
export function adviseKey(options: {
  standing: KeyStanding
  days: readonly KeyDay[]
  at: Temporal.Instant
}): Advice | null {
  const { standing, at } = options
  const tier = tierAt(standing, at)
  if (!tier) return null
  const packs = packsOf(standing.catalog, REQUESTS)
  const held = packs.flatMap((pack): PackCount[] => {
    const terms = standing.holdings.lines.find((line) => line.addonCode === pack.code)?.terms ?? []
    const quantity = quantityAt(terms, at)
    return quantity > 0 ? [{ pack, quantity }] : []
  })
  const days = options.days.map(({ base, addOn, limit }) => ({ used: base + addOn, limit }))
  return adviseOn({ tiers: tiersOf(standing.catalog, REQUESTS), packs, tier, held, days })
}
