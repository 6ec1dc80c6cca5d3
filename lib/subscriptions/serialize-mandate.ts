import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import type { Agreement, HeldLine, Holdings } from './holdings.ts'
import type { UserAddonResponse } from './schemas.ts'
import { graceEnd } from './term-rules.ts'
import type { UserAddonState } from './user-addon-rules.ts'

type Mandate = UserAddonResponse['mandate']

/**
 * How a held add-on renews by an approval of its payer (S0.10). Null where the provider charges otherwise, and for
 * what is not paid for by the period or is not held any more.
 */
export function serializeMandate(options: {
  catalog: FamilyCatalog
  holdings: Holdings
  line: HeldLine
  state: UserAddonState
  at: Temporal.Instant
}): Mandate {
  const { catalog, holdings, line, state, at } = options
  if (paymentProvider(catalog.family.provider).mandates === null) return null
  if (state.status !== 'active' || state.endsAt === null) return null
  const agreement = mandateOf(holdings.agreements, line)
  if (!agreement) return { status: 'off', quantity: null, amount: null, kept_until: null, open: null }
  const { status, quantity, unitAmountMinor, open } = agreement
  const major = (amountMinor: bigint) => toMajorNumber(amountMinor, state.currency)
  const trouble = status === 'past_due' || status === 'halted'
  const keptUntil = trouble ? graceEnd(line, at) : null
  return {
    status: status === 'canceled' ? 'off' : status,
    quantity,
    amount: quantity !== null && unitAmountMinor !== null ? major(unitAmountMinor * BigInt(quantity)) : null,
    kept_until: keptUntil?.toString() ?? null,
    open: open && { purchase_id: open.purchaseId, amount: major(open.amountMinor) },
  }
}

/** The approval a line is charged by; one that is only asked for counts while there is no other. */
export function mandateOf(agreements: readonly Agreement[], line: HeldLine): Agreement | undefined {
  const own = agreements.filter((agreement) => agreement.lineId === line.id)
  return own.find((agreement) => agreement.status !== 'pending') ?? own.at(-1)
}
