import type { Standing } from '#lib/entitlements/load-standing.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import type { Violation } from './change-rules.ts'
import type { QuotedLine } from './quote-rules.ts'

/**
 * Why something cannot be bought with the approval to charge every following period, too (S0.10). An approval is for
 * one add-on, and its first charge is a whole period; what is held already is approved for by itself.
 */
export function whyNotAutoRenew(options: { standing: Standing; lines: readonly QuotedLine[] }): Violation[] {
  const { family } = options.standing.catalog
  const because = (code: string, reason: string): Violation[] => {
    return [{ code, reason, addon: options.lines[0]?.addon?.code ?? null }]
  }
  // Nothing is approved beforehand: our own job charges what was saved (D6).
  if (family.prepaid) return []
  if (!paymentProvider(family.provider).mandates) {
    return because(
      'auto_renew_not_offered',
      'What is sold here renews by itself; there is nothing to ask for',
    )
  }
  const [line, ...others] = options.lines
  if (!line) return []
  if (others.length > 0 || line.addon === null || line.action !== 'add') {
    return because('auto_renew_not_offered', 'Automatic renewal is approved for one new add-on at a time')
  }
  if (line.heldBefore > 0) {
    const reason = `You hold ${line.addon.name} already: turn its automatic renewal on there`
    return because('auto_renew_held', reason)
  }
  const amountMinor = line.unitAmountMinor * BigInt(line.quantity)
  const tooMuch = overLimit({ ...family, amountMinor })
  return tooMuch ? because('auto_renew_over_limit', tooMuch) : []
}

/** Why a charge is too much to be taken without the payer being asked each time, or null. Minor units. */
export function overLimit(charge: {
  provider: string
  currency: string
  amountMinor: bigint
}): string | null {
  const { currency, amountMinor } = charge
  const limit = paymentProvider(charge.provider).mandates?.limitMinor(currency) ?? null
  if (limit === null || amountMinor <= limit) return null
  const most = formatMoney({ amountMinor: limit, currency })
  return `Banks take at most ${most} at a time without asking you. Buy it without automatic renewal.`
}
