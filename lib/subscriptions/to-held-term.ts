import { toInstant } from '#lib/calendar/instants.ts'
import type { HeldTerm } from './term-rules.ts'

/** A stored term as the rules know it. */
export function toHeldTerm(row: {
  quantity: number
  startsAt: Date
  endsAt: Date | null
  graceEndsAt: Date | null
  withdrawnAt: Date | null
}): HeldTerm {
  const { quantity, startsAt, endsAt, graceEndsAt, withdrawnAt } = row
  return {
    quantity,
    startsAt: toInstant(startsAt),
    endsAt: endsAt && toInstant(endsAt),
    graceEndsAt: graceEndsAt && toInstant(graceEndsAt),
    withdrawnAt: withdrawnAt && toInstant(withdrawnAt),
  }
}
