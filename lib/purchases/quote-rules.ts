import { isBefore } from '#lib/calendar/instants.ts'
import type { Addon } from '#lib/catalog/catalog.ts'
import { checkEligibility } from '#lib/catalog/eligibility-rules.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type PricedPeriod, priceAddition, priceRenewal } from '#lib/pricing/price-line-rules.ts'
import type { HeldLine } from '#lib/subscriptions/holdings.ts'
import { pendingQuantity } from '#lib/subscriptions/pending-rules.ts'
import { peakQuantity, quantityAt } from '#lib/subscriptions/term-rules.ts'

/** What a person asks for: more of an add-on, or another period of what is held of it. */
export type Change = { action: 'add'; code: string; quantity: number } | { action: 'renew'; code: string }

export type QuotedLine = PricedPeriod & {
  action: Change['action']
  addon: Addon
  quantity: number
  unitAmountMinor: bigint
  description: string
}

export type Violation = { code: string; reason: string; addon: string }

/** With `userId`, that user's own open purchases do not count: a new one takes their place. */
type Situation = { standing: Standing; at: Temporal.Instant; userId?: string }

/**
 * Prices the changes and names what stands in their way (E.8). The one compute behind quote and charge (invariant 3).
 * Throws `addon_not_found`, `addon_listed_twice`, `nothing_to_renew` and `already_renewed`.
 */
export function quoteChanges(
  options: Situation & {
    changes: readonly Change[]
    /** What the caller's input calls the code of a change. */
    fieldOf?: (index: number) => string
  },
): {
  lines: QuotedLine[]
  violations: Violation[]
} {
  const { fieldOf = (index) => `addons.${index}.code` } = options
  const lines: QuotedLine[] = []
  const violations: Violation[] = []
  for (const [index, change] of options.changes.entries()) {
    if (options.changes.findIndex((other) => other.code === change.code) !== index) {
      throw refuse('invalid', 'addon_listed_twice', `${change.code} is listed twice`, fieldOf(index))
    }
    const addon = options.standing.catalog.addons.find((found) => found.code === change.code)
    if (!addon) throw refuse('not_found', 'addon_not_found', 'Add-on not found', fieldOf(index))
    const line = priceChange(change, addon, options)
    if (line) lines.push(line)
    const wanted = { action: change.action, addon, line, quantity: line?.quantity ?? 1 }
    const refusal = findRefusal({ ...options, ...wanted })
    if (refusal) violations.push({ code: refusal.code, reason: refusal.reason, addon: addon.code })
  }
  return { lines, violations }
}

/** Why a priced line may not be bought as things stand, or null. Asked again when a quote is accepted or paid late. */
export function findRefusal(
  options: Situation & {
    action: Change['action']
    addon: Addon
    line: Pick<PricedPeriod, 'startsAt' | 'endsAt'> | null
    quantity: number
  },
): { code: string; reason: string } | null {
  const { standing, at, addon, quantity } = options
  const window = options.line
    ? { start: options.line.startsAt, end: options.line.endsAt }
    : { start: at, end: at.add({ hours: 1 }) }
  const heldTerms = heldLine(standing, addon)?.terms ?? []
  const { userId } = options
  const asked = { addonCode: addon.code, period: window, ...(userId ? { userId } : {}) }
  const { pending } = standing.holdings
  if (options.action === 'renew') {
    const name = addon.name
    if (peakQuantity(heldTerms, window) > 0) {
      return { code: 'already_renewed', reason: `${name} is already paid for the next period` }
    }
    const renewals = pending.filter((open) => open.action === 'renew')
    if (pendingQuantity({ ...asked, pending: renewals }) > 0) {
      return { code: 'renewal_under_way', reason: `${name} is being renewed already` }
    }
  }
  const eligibility = checkEligibility({
    addon,
    planCode:
      planAt({ catalog: standing.catalog, lines: standing.holdings.lines, at: window.start })?.code ?? null,
    window,
    heldTerms,
    pending: pendingQuantity({ ...asked, pending }),
    quantity,
  })
  return eligibility.allowed ? null : eligibility
}

function priceChange(change: Change, addon: Addon, { standing, at }: Situation): QuotedLine | null {
  if (addon.price === null) return null
  const { timeZone } = standing.catalog.family
  const line = heldLine(standing, addon)
  const priced =
    change.action === 'add'
      ? {
          quantity: change.quantity,
          ...priceAddition({
            price: addon.price,
            quantity: change.quantity,
            terms: line?.terms ?? [],
            at,
            timeZone,
          }),
        }
      : priceNextPeriod({ addon, price: addon.price, line, at, timeZone })
  return {
    ...priced,
    action: change.action,
    addon,
    unitAmountMinor: addon.price.amountMinor,
    description: describeLine(addon.name, priced),
  }
}

function priceNextPeriod(options: {
  addon: Addon
  price: NonNullable<Addon['price']>
  line: HeldLine | undefined
  at: Temporal.Instant
  timeZone: string
}) {
  const { addon, line, at } = options
  if (!line?.endsAt) throw refuse('refused', 'nothing_to_renew', `You do not hold ${addon.name}`)
  const running = quantityAt(line.terms, at)
  const untilEnd = quantityAt(line.terms, line.endsAt.subtract({ milliseconds: 1 }))
  const renewed =
    running > 0 && line.terms.some((term) => isBefore(at, term.startsAt) && term.withdrawnAt === null)
  if (renewed) throw refuse('refused', 'already_renewed', `${addon.name} is already paid for the next period`)
  const quantity = running > 0 ? running : untilEnd
  if (quantity === 0) throw refuse('refused', 'nothing_to_renew', `You do not hold ${addon.name}`)
  const period = priceRenewal({
    price: options.price,
    quantity,
    lineStartedAt: line.startedAt,
    lineEndsAt: line.endsAt,
    at,
    timeZone: options.timeZone,
  })
  return { quantity, ...period }
}

function describeLine(
  name: string,
  line: { quantity: number; billedDays: number; periodDays: number },
): string {
  const whole = `${line.quantity} × ${name}`
  return line.billedDays === line.periodDays
    ? whole
    : `${whole}, ${line.billedDays} of ${line.periodDays} days`
}

function heldLine(standing: Standing, addon: Addon): HeldLine | undefined {
  return standing.holdings.lines.find((line) => line.addonCode === addon.code)
}

function refuse(kind: 'refused' | 'not_found' | 'invalid', code: string, detail: string, field?: string) {
  return new DomainError({ kind, code, detail, ...(field ? { field } : {}) })
}
