import type { Period } from '#lib/calendar/periods.ts'
import type { PendingQuantity } from './holdings.ts'
import { peakQuantity } from './term-rules.ts'

/**
 * How many of an add-on open purchases would add at any instant of a period. A new purchase of a user takes the
 * place of the one the same user left open, so theirs does not count against them (invariant 6).
 */
export function pendingQuantity(options: {
  pending: readonly PendingQuantity[]
  addonCode: string
  period: Period
  userId?: string
}): number {
  const counted = options.pending.filter(
    (entry) => entry.addonCode === options.addonCode && entry.userId !== options.userId,
  )
  return peakQuantity(
    counted.map((entry) => ({ ...entry, withdrawnAt: null })),
    options.period,
  )
}
