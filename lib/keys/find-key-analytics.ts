import { database } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { type Advice, adviceInWords } from './advice-rules.ts'
import { adviseKey } from './advise-key.ts'
import { addOnEfficiency } from './day-rules.ts'
import { loadAddonSpending } from './load-addon-spending.ts'
import { loadKeyDays } from './load-key-days.ts'
import { loadKeyStanding } from './load-key-standing.ts'
import type { KeyAnalytics } from './statistics-schemas.ts'

/** Advice looks at so many days, whatever the caller looks at. */
const ADVICE_DAYS = 30

/** How a key was used, what its packs cost, and what would serve it best (S2.8, S2.11). Throws `api_key_not_found`. */
export async function findKeyAnalytics(options: {
  apiKeyId: string
  customerId: string
  days: number
  at: Temporal.Instant
}): Promise<KeyAnalytics> {
  const { apiKeyId, days, at } = options
  const standing = await loadKeyStanding(database(), options)
  const all = await loadKeyDays(database(), { standing, days: Math.max(days, ADVICE_DAYS), at })
  const shown = all.slice(-days)
  const { currency } = standing.catalog.family
  const { timeZone } = standing.key
  const from = at
    .toZonedDateTimeISO(timeZone)
    .startOfDay()
    .subtract({ days: days - 1 })
    .toInstant()
  const { totalMinor } = await loadAddonSpending(database(), {
    subscriptionId: standing.holdings.subscription.id,
    from,
    to: at,
  })
  const advice = adviseKey({ standing, days: all.slice(-ADVICE_DAYS), at })
  return {
    apiKeyId,
    days,
    currency,
    baseRequestsUsed: Number(shown.reduce((sum, { base }) => sum + base, 0n)),
    addOnRequestsUsed: Number(shown.reduce((sum, { addOn }) => sum + addOn, 0n)),
    totalAddOnSpending: toMajorNumber(totalMinor, currency),
    addOnEfficiency: addOnEfficiency(shown),
    ...serializeAdvice(advice, { currency, tier: standing.allowance(at).plan?.code ?? '' }),
    daily: shown.map(({ date, base, addOn, limit }) => ({
      date,
      base: Number(base),
      addOn: Number(addOn),
      limit: limit === null ? null : Number(limit),
    })),
  }
}

function serializeAdvice(
  advice: Advice | null,
  { currency, tier }: { currency: string; tier: string },
): Pick<KeyAnalytics, 'recommendedOptimization' | 'optimization'> {
  if (!advice) {
    const nothing = { neededPerDay: 0, currentMonthly: 0, proposedMonthly: 0, monthlySavings: 0 }
    return {
      recommendedOptimization: `Stay on ${tier}: it is not sold any more`,
      optimization: { action: 'stay', tier, packages: [], ...nothing },
    }
  }
  const { currentMinor, proposedMinor } = advice
  const saved = currentMinor > proposedMinor ? currentMinor - proposedMinor : 0n
  return {
    recommendedOptimization: adviceInWords(advice, (amountMinor) => formatMoney({ amountMinor, currency })),
    optimization: {
      action: advice.action,
      tier: advice.tier.code,
      packages: advice.packs.map(({ pack, quantity }) => ({ code: pack.code, quantity })),
      neededPerDay: Number(advice.neededPerDay),
      currentMonthly: toMajorNumber(currentMinor, currency),
      proposedMonthly: toMajorNumber(proposedMinor, currency),
      monthlySavings: toMajorNumber(saved, currency),
    },
  }
}
