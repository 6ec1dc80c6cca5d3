import type { Addon, FamilyCatalog, Grant, Plan } from '#lib/catalog/catalog.ts'
import { invalidItem, refuseGrants, refuseStep } from './catalog-edit-rules.ts'
import type { PlanChange } from './catalog-plan-schemas.ts'
import type { AddonChange, GrantValue } from './catalog-schemas.ts'

/** An add-on as it is edited: everything that can be changed of it. */
export type AddonDraft = Required<Omit<AddonChange, 'priceMinor'>> & { priceMinor: number | null }
/** A plan as it is edited. `after` is the plan it comes after, from the smallest to the largest; null: it is the first. */
export type PlanDraft = Required<Omit<PlanChange, 'priceMinor' | 'after'>> & {
  priceMinor: number | null
  after: string | null
}

export function addonDraftOf(addon: Addon): AddonDraft {
  const { name, description, badge, icon, sortOrder, maxQuantity, isStackable, selfService } = addon
  const { decrease, status } = addon
  return {
    ...{ name, description, badge, icon, sortOrder, maxQuantity, isStackable, selfService, decrease, status },
    priceMinor: addon.price && Number(addon.price.amountMinor),
    plans: [
      ...addon.availableForPlans.map((code) => ({ code, availability: 'available' as const })),
      ...addon.includedInPlans.map((code) => ({ code, availability: 'included' as const })),
    ],
    grants: addon.grants.map(serializeGrant),
  }
}

export function planDraftOf(plan: Plan, { plans }: Pick<FamilyCatalog, 'plans'>): PlanDraft {
  const { name, description, status, price, grants } = plan
  const priceMinor = price && Number(price.amountMinor)
  const after = plans.findLast(({ rank }) => rank < plan.rank)?.code ?? null
  return { name, description, status, priceMinor, grants: grants.map(serializeGrant), after }
}

function serializeGrant({ feature, value }: Grant): GrantValue {
  return { feature, value: value === null ? null : Number(value) }
}

export function parseGrant({ feature, value }: GrantValue): Grant {
  return { feature, value: value === null ? null : BigInt(value) }
}

/** An add-on after a change. Throws `invalid_item`, naming the field, for what cannot be sold so, and `status_not_possible`. */
export function changeAddon(options: {
  catalog: FamilyCatalog
  before: AddonDraft
  change: AddonChange
}): AddonDraft {
  const { catalog, before, change } = options
  const after: AddonDraft = { ...before, ...given(change) }
  if (!after.isStackable && after.maxQuantity !== 1) {
    throw invalidItem('maxQuantity', 'Must be 1 for what is held only once.')
  }
  for (const { code } of change.plans ?? []) {
    if (!catalog.plans.some((plan) => plan.code === code)) {
      throw invalidItem('plans', `The family has no plan ${code}.`)
    }
  }
  refuseGrants(catalog, change.grants ?? [])
  refuseStep(before.status, after.status)
  const sells = ['status', 'selfService', 'plans', 'grants'].some((field) => field in change)
  if (after.status === 'published' && after.selfService && sells) refuseUnsellable(after)
  return after
}

function refuseUnsellable({ priceMinor, plans, grants }: AddonDraft) {
  if (priceMinor === null) throw invalidItem('priceMinor', 'Customers cannot buy it without a price.')
  if (!plans.some(({ availability }) => availability === 'available')) {
    throw invalidItem('plans', 'Customers cannot buy it without a plan it is available on.')
  }
  if (grants.length === 0) throw invalidItem('grants', 'What is sold must grant something.')
}

/** A plan after a change. Throws `invalid_item`, naming the field, and `status_not_possible`. */
export function changePlan(options: {
  catalog: FamilyCatalog
  plan: Plan
  before: PlanDraft
  change: PlanChange
}): PlanDraft {
  const { catalog, plan, before, change } = options
  const after: PlanDraft = { ...before, ...given(change) }
  refuseGrants(catalog, change.grants ?? [])
  refuseStep(before.status, after.status)
  if (after.after !== before.after) refusePlace({ catalog, plan, after: after.after })
  if (plan.isDefault) refuseForDefault(before, after)
  else if (after.status === 'published' && after.priceMinor === null) {
    throw invalidItem('priceMinor', 'Customers cannot choose it without a price.')
  }
  if (before.status !== 'published' && after.status === 'published' && after.grants.length === 0) {
    throw invalidItem('grants', 'What is sold must grant something.')
  }
  return after
}

/** What is up and what is down must not move under those who hold plans: only what nobody could buy is moved. */
function refusePlace({ catalog, plan, after }: { catalog: FamilyCatalog; plan: Plan; after: string | null }) {
  if (plan.status !== 'draft') throw invalidItem('after', 'Its place was decided when it was published.')
  if (after === plan.code || !catalog.plans.some(({ code }) => code === after)) {
    throw invalidItem('after', `The family has no other plan ${after}.`)
  }
}

/** Whoever has not bought a plan is on the default one (D10): it is always there, and never charged. */
function refuseForDefault(before: PlanDraft, after: PlanDraft) {
  if (after.status === 'archived') {
    throw invalidItem('status', 'Who has not bought a plan is on this one; it cannot be archived.')
  }
  if (after.priceMinor !== before.priceMinor) {
    throw invalidItem('priceMinor', 'Who has not bought a plan is on this one; nobody pays for it.')
  }
}

function given<Change extends object>(change: Change): Partial<Change> {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<Change>
}
