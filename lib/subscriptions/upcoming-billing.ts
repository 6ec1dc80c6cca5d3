import type { Standing } from '#lib/entitlements/load-standing.ts'
import { smallerOf } from '#lib/money/money.ts'
import type { UpcomingBilling } from './schemas.ts'
import { upcomingCharges } from './upcoming-rules.ts'

/** What will be charged, and what of it the customer's credit pays: the sooner charge has it first. */
export function upcomingBillingAt({
  catalog,
  holdings,
  credit,
  at,
}: Standing & {
  credit: readonly { currency: string; amountMinor: bigint }[]
  at: Temporal.Instant
}): UpcomingBilling {
  const { currency, timeZone } = catalog.family
  let left = credit.find((found) => found.currency === currency)?.amountMinor ?? 0n
  const charges = upcomingCharges({ catalog, holdings, at }).map((charge) => {
    const creditMinor = charge.usesCredit ? smallerOf(left, charge.totalMinor) : 0n
    left -= creditMinor
    return {
      at: charge.at.toString(),
      lines: charge.lines.map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })),
      totalMinor: charge.totalMinor.toString(),
      creditMinor: creditMinor.toString(),
      dueMinor: (charge.totalMinor - creditMinor).toString(),
    }
  })
  return {
    timeZone,
    currency,
    charges,
    credit: credit.map((found) => ({ ...found, amountMinor: found.amountMinor.toString() })),
  }
}
