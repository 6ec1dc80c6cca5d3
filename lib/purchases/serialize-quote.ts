import type { FeatureChange } from './compare-entitlements.ts'
import type { Quote } from './create-quote.ts'
import type { QuoteResponse } from './schemas.ts'

type Line = {
  action: 'add' | 'renew'
  addon: { code: string; name: string }
  description: string
  quantity: number
  unitAmountMinor: bigint
  amountMinor: bigint
  billedDays: number
  periodDays: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

/** A quote as `POST /api/quotes` answers it (E.8). */
export function serializeQuote(quote: Quote): QuoteResponse {
  return {
    id: quote.id,
    family: quote.familyCode,
    currency: quote.currency,
    lines: quote.lines.map(serializeLine),
    due_now: Number(quote.dueNowMinor),
    next_invoice: null,
    incoming: quote.incoming.map(serializeChange),
    outgoing: quote.outgoing.map(serializeChange),
    violations: quote.violations,
    expires_at: quote.expiresAt.toString(),
  }
}

export function serializeLine(line: Line): QuoteResponse['lines'][number] {
  return {
    action: line.action,
    addon: line.addon.code,
    name: line.addon.name,
    description: line.description,
    quantity: line.quantity,
    unit_amount: Number(line.unitAmountMinor),
    amount: Number(line.amountMinor),
    billed_days: line.billedDays,
    period_days: line.periodDays,
    starts_at: line.startsAt.toString(),
    ends_at: line.endsAt.toString(),
  }
}

function serializeChange({ from, to, ...change }: FeatureChange) {
  return { ...change, from: from === null ? null : Number(from), to: to === null ? null : Number(to) }
}
