import type { Quota } from '#lib/metering/decide.ts'
import { type LimitAdvice, UNLIMITED_COUNT } from '#lib/metering/limit-advice-rules.ts'
import { limitOf, secondsToReset } from './quota-header-rules.ts'
import type { LimitExceeded } from './schemas.ts'

/** The seed's long sentence (S2.5), and what is true instead where buying more for the key would not help. */
const ERRORS = {
  limit: 'Rate limit exceeded. Consider purchasing add-on requests.',
  ceiling: "Rate limit exceeded. The daily ceiling over all of this customer's keys is reached.",
} as const

/** Nothing bought for one key lifts a ceiling over all of them. */
export const NO_ADVICE: LimitAdvice = { recommendations: [], upgradeOptions: [] }

/** The body of a 429 (S2.5). `dailyLimit` is what the tier and the packs give together, as `requestsUsed` counts both. */
export function limitBody(options: {
  quota: Quota
  used: number
  reason: 'limit' | 'ceiling'
  advice: LimitAdvice
}): LimitExceeded {
  const { quota, used, reason, advice } = options
  return {
    error: ERRORS[reason],
    status: 429,
    timestamp: new Date(quota.at).toISOString().replace(/\.\d+Z$/, 'Z'),
    details: {
      currentTier: quota.allowance.plan?.code ?? null,
      dailyLimit: limitOf(quota) ?? UNLIMITED_COUNT,
      requestsUsed: used,
      resetIn: inWords(secondsToReset(quota)),
      ...advice,
    },
  }
}

/** `12 hours`, `1 hour 5 minutes`, `40 seconds`; minutes are rounded up. */
export function inWords(seconds: number): string {
  if (seconds < 60) return plural(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  const parts = [plural(Math.floor(minutes / 60), 'hour'), plural(minutes % 60, 'minute')]
  return parts.filter((part) => !part.startsWith('0 ')).join(' ')
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
