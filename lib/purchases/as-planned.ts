import type { Addon } from '#lib/catalog/catalog.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { PlannedLine } from './change-rules.ts'

/** A stored quote line as what it changes. */
export function asPlanned(
  line: {
    id: string
    action: PlannedLine['action']
    effective: PlannedLine['effective']
    planId: string | null
    addonId: string | null
    quantity: number
    intervalMonths: number
  },
  { catalog }: Standing,
): PlannedLine {
  const { action, effective, quantity } = line
  const addon = catalog.addons.find((found) => found.id === line.addonId)
  if (addon)
    return { plan: null, addon, action, effective, quantity, months: monthsOf(line, addon), heldBefore: 0 }
  const plan = catalog.plans.find((found) => found.id === line.planId)
  if (plan)
    return { plan, addon: null, action, effective, quantity, months: monthsOf(line, plan), heldBefore: 0 }
  throw new Error(`quote line ${line.id} is for nothing in the catalog`)
}

function monthsOf(line: { intervalMonths: number }, { price }: Pick<Addon, 'price'>): number {
  return price ? line.intervalMonths / price.intervalMonths : 1
}
