import { monthAround } from '#lib/calendar/periods.ts'
import { planAt, planUntil } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import type { BillingOverview } from './schemas.ts'
import { graceEnd, isLiveAt } from './term-rules.ts'
import { billedLines } from './upcoming-rules.ts'
import { findUpgrade } from './upgrade-rules.ts'
import { userAddonAt } from './user-addon-rules.ts'

/** Where a customer stands in a family at an instant. */
export function billingOverviewAt({
  catalog,
  holdings,
  at,
}: Standing & { at: Temporal.Instant }): BillingOverview {
  const { family } = catalog
  const { lines, subscription } = holdings
  const anchor = subscription?.anchorAt ?? at
  const period = monthAround({ anchor, at, timeZone: family.timeZone })
  const held = lines
    .filter((line) => line.addonCode !== null)
    .map((line) => userAddonAt(line, at))
    .filter((state) => state?.status === 'active')
  return {
    family: { code: family.code, name: family.name },
    timeZone: family.timeZone,
    currency: family.currency,
    plan: planPart({ catalog, holdings, at }),
    billing: billingPart({ catalog, holdings, at }),
    troubles: troublesOf({ catalog, holdings, at }),
    mandates: paymentProvider(family.provider).mandates !== null,
    period: { start: period.start.toString(), end: period.end.toString() },
    addons: {
      count: held.length,
      monthlyMinor: held.reduce((sum, state) => sum + (state?.totalAmountMinor ?? 0n), 0n).toString(),
    },
    upgrade: upgradePart({ catalog, holdings, at }),
  }
}

function upgradePart(options: Standing & { at: Temporal.Instant }): BillingOverview['upgrade'] {
  // Who has chosen another plan already has had the advice.
  if (options.holdings.subscription?.nextPlanCode) return null
  const found = findUpgrade(options)
  if (found === null) return null
  const { plan, addonsMinor, moreMinor, lacks } = found
  return {
    plan: { code: plan.code, name: plan.name },
    addonsMinor: addonsMinor.toString(),
    moreMinor: moreMinor.toString(),
    lacks,
  }
}

function planPart({ catalog, holdings, at }: Standing & { at: Temporal.Instant }): BillingOverview['plan'] {
  const { lines } = holdings
  const plan = planAt({ catalog, lines, at })
  if (plan === null) return null
  const term = lines
    .find((line) => line.planCode === plan.code)
    ?.terms.find((candidate) => isLiveAt(candidate, at))
  const wanted = catalog.plans.find((other) => other.code === holdings.subscription?.nextPlanCode)
  const renews = term?.graceEndsAt ? term.endsAt : null
  // What renews by itself ends only when another plan is wanted after it.
  const until = renews ? (wanted ? renews : null) : planUntil({ catalog, lines, at })
  const next = wanted ?? (until && planAt({ catalog, lines, at: until }))
  // What is held is shown at the price it was given at, not at today's.
  const priceMinor = term?.unitAmountMinor ?? plan.price?.amountMinor
  return {
    code: plan.code,
    name: plan.name,
    description: plan.description,
    priceMinor: priceMinor?.toString() ?? null,
    intervalMonths: plan.price?.intervalMonths ?? 1,
    source: term?.source ?? 'default',
    until: until?.toString() ?? null,
    next: until && next ? { code: next.code, name: next.name, scheduled: wanted !== undefined } : null,
  }
}

/** What an approval of its payer could not be charged for. */
function troublesOf(options: Standing & { at: Temporal.Instant }): BillingOverview['troubles'] {
  const { catalog, holdings, at } = options
  return holdings.agreements.flatMap(({ lineId, status, open }) => {
    const line = holdings.lines.find(({ id }) => id === lineId)
    const addon = catalog.addons.find(({ code }) => code === line?.addonCode)
    if (!line || !addon || !open || (status !== 'past_due' && status !== 'halted')) return []
    const { code, name } = addon
    const keptUntil = graceEnd(line, at)?.toString() ?? null
    const amountMinor = open.amountMinor.toString()
    return [
      {
        userAddonId: line.id,
        addon: { code, name },
        status,
        amountMinor,
        purchaseId: open.purchaseId,
        keptUntil,
      },
    ]
  })
}

/** What a provider charges by itself: everything that renews, at the price it is held at. */
function billingPart(options: Standing & { at: Temporal.Instant }): BillingOverview['billing'] {
  const { holdings } = options
  const agreement = holdings.agreements.find((found) => found.lineId === null && found.status !== 'pending')
  const { status, periodEndsAt, open } = agreement ?? {}
  if (!periodEndsAt || (status !== 'active' && status !== 'past_due' && status !== 'halted')) return null
  const total = billedLines(options).reduce((sum, line) => sum + line.amountMinor, 0n)
  const grace = holdings.lines.flatMap((line) => line.terms.flatMap((term) => term.graceEndsAt ?? []))
  const keptUntil = grace.toSorted(Temporal.Instant.compare).at(-1)
  return {
    status,
    nextMinor: total.toString(),
    nextAt: periodEndsAt.toString(),
    keptUntil: status === 'active' ? null : (keptUntil?.toString() ?? null),
    open: open ? { ...open, amountMinor: open.amountMinor.toString() } : null,
  }
}
