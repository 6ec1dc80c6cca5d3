import type { FeatureChange } from './compare-entitlements.ts'
import type { Quote } from './create-quote.ts'
import type { QuotedLine } from './quote-rules.ts'
import type { QuoteResponse } from './schemas.ts'

type Line = {
  action: QuotedLine['action']
  effective: QuotedLine['effective']
  plan: { code: string; name: string } | null
  addon: { code: string; name: string } | null
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
    charges: quote.charges.map(({ description, amountMinor }) => ({
      description,
      amount: Number(amountMinor),
    })),
    total: Number(quote.totalMinor),
    balance_applied: Number(quote.balanceMinor),
    due_now: Number(quote.dueNowMinor),
    next_invoice: quote.next && { amount: Number(quote.next.totalMinor), at: quote.next.at.toString() },
    incoming: quote.incoming.map(serializeChange),
    outgoing: quote.outgoing.map(serializeChange),
    addons: quote.outcomes.map(({ addon, quantity, outcome }) => ({
      code: addon.code,
      name: addon.name,
      quantity,
      outcome,
    })),
    exceeded: quote.exceeded.map(({ used, limit, ...feature }) => ({
      ...feature,
      used: Number(used),
      limit: Number(limit),
    })),
    violations: quote.violations,
    expires_at: quote.expiresAt.toString(),
  }
}

export function serializeLine(line: Line): QuoteResponse['lines'][number] {
  return {
    action: line.action,
    effective: line.effective,
    plan: line.plan?.code ?? null,
    addon: line.addon?.code ?? null,
    name: (line.addon ?? line.plan)?.name ?? line.description,
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
