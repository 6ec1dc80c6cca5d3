import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import type { Agreement, HeldLine, Holdings } from './holdings.ts'
import { isLiveAt } from './term-rules.ts'

/** What will be charged by itself at an instant, if nothing changes until then. Minor units, UTC. */
export type UpcomingCharge = {
  at: Temporal.Instant
  lines: { description: string; quantity: number; amountMinor: bigint }[]
  totalMinor: bigint
  /** Whether the customer's credit is used for it first. */
  usesCredit: boolean
}

type Standing = { catalog: FamilyCatalog; holdings: Holdings; at: Temporal.Instant }

/** What comes next, the soonest first: one bill of everything, or one charge for each approval of the payer. */
export function upcomingCharges(standing: Standing): UpcomingCharge[] {
  const charges = standing.holdings.agreements.flatMap((agreement) => {
    const isCharged = agreement.status === 'active' || agreement.status === 'past_due'
    const at = agreement.periodEndsAt ?? firstChargeAt(standing, agreement)
    if (!isCharged || !at) return []
    const lines = agreement.lineId === null ? billedLines(standing) : approvedLines(standing, agreement)
    const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n)
    if (totalMinor === 0n) return []
    return [{ at, lines, totalMinor, usesCredit: agreement.lineId === null }]
  })
  return charges.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Everything that renews, at the price it is held at; another plan that is wanted instead of this one. */
export function billedLines({ catalog, holdings, at }: Standing): UpcomingCharge['lines'] {
  const wanted = catalog.plans.find((plan) => plan.code === holdings.subscription?.nextPlanCode)
  const next = wanted?.price?.amountMinor ?? 0n
  const renewing = holdings.lines.flatMap((line) => {
    const live = line.terms.filter((term) => term.graceEndsAt && isLiveAt(term, at))
    const quantity = line.nextQuantity ?? live.reduce((sum, term) => sum + term.quantity, 0)
    const [first] = live
    if (!first || quantity === 0 || (line.planCode !== null && wanted)) return []
    return [{ ...named(catalog, line), quantity, amountMinor: first.unitAmountMinor * BigInt(quantity) }]
  })
  if (!wanted || next === 0n) return renewing
  return [{ description: wanted.name, quantity: 1, amountMinor: next }, ...renewing]
}

/** What was approved for what is held already is charged first when that ends. */
function firstChargeAt({ holdings }: Standing, { lineId }: Agreement): Temporal.Instant | null {
  return holdings.lines.find((held) => held.id === lineId)?.endsAt ?? null
}

function approvedLines({ catalog, holdings }: Standing, agreement: Agreement): UpcomingCharge['lines'] {
  const { lineId, quantity, unitAmountMinor } = agreement
  const line = holdings.lines.find((held) => held.id === lineId)
  if (!line || line.cancelAtPeriodEnd || quantity === null || unitAmountMinor === null) return []
  return [{ ...named(catalog, line), quantity, amountMinor: unitAmountMinor * BigInt(quantity) }]
}

function named({ plans, addons }: FamilyCatalog, line: HeldLine): { description: string } {
  const item =
    plans.find(({ code }) => code === line.planCode) ?? addons.find(({ code }) => code === line.addonCode)
  return { description: item?.name ?? line.planCode ?? line.addonCode ?? '' }
}
