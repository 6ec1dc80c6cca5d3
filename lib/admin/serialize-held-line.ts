import { isBefore } from '#lib/calendar/instants.ts'
import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import type { HeldLine, Holdings, LineTerm } from '#lib/subscriptions/holdings.ts'
import { isLiveAt } from '#lib/subscriptions/term-rules.ts'
import { userAddonAt } from '#lib/subscriptions/user-addon-rules.ts'
import type { HeldItem } from './customer-schemas.ts'

/** A provider's id of an object of ours. */
export type Reference = { provider: string; kind: string; externalId: string; subjectId: string }

/** A line as staff see it, with what providers call it; nothing for one that never held anything. */
export function serializeHeldLine(options: {
  line: HeldLine
  catalog: FamilyCatalog
  holdings: Holdings
  references: readonly Reference[]
  at: Temporal.Instant
}): HeldItem[] {
  const { line, catalog, holdings, at } = options
  const addon = catalog.addons.find(({ code }) => code === line.addonCode)
  const item = addon ?? catalog.plans.find(({ code }) => code === line.planCode)
  const upcoming = line.terms.filter((term) => term.withdrawnAt === null && isBefore(at, term.startsAt))
  const live = line.terms.filter((term) => isLiveAt(term, at))
  const isUpcoming = live.length === 0 && upcoming.length > 0
  // What is yet to come is shown as it will be when it has begun.
  const state = userAddonAt(line, isUpcoming ? (upcoming[0]?.startsAt ?? at) : at)
  if (!item || !state) return []
  const counted = isUpcoming ? upcoming : live.length > 0 ? live : line.terms
  const agreement = holdings.agreements.find(({ lineId }) => lineId === line.id)
  const billed = holdings.agreements.find(({ lineId }) => lineId === null)
  const renewedByProvider = billed !== undefined && live.some((term) => term.graceEndsAt)
  return [
    {
      id: line.id,
      code: item.code,
      name: item.name,
      type: addon?.type ?? 'plan',
      quantity: state.quantity,
      status: isUpcoming ? 'upcoming' : state.status,
      sources: [...new Set(counted.map(({ source }) => source))],
      unitAmountMinor: Number(state.unitAmountMinor),
      currency: state.currency,
      endsAt: state.endsAt?.toString() ?? null,
      renews: state.status === 'active' && (agreement?.status === 'active' || renewedByProvider),
      cancelAtPeriodEnd: line.cancelAtPeriodEnd,
      nextQuantity: line.nextQuantity,
      providerIds: idsOf(options.references, [
        ...(agreement ? [agreement.id] : renewedByProvider && billed ? [billed.id] : []),
        ...newestPurchase(counted),
      ]),
    },
  ]
}

/** What it was bought with last. */
function newestPurchase(terms: readonly LineTerm[]): string[] {
  const bought = terms.findLast(({ purchaseId }) => purchaseId !== null)
  return bought?.purchaseId ? [bought.purchaseId] : []
}

function idsOf(references: readonly Reference[], subjectIds: readonly string[]): HeldItem['providerIds'] {
  return references
    .filter(({ subjectId }) => subjectIds.includes(subjectId))
    .map(({ provider, kind, externalId }) => ({ provider, kind, externalId }))
}
