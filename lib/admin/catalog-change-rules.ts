import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { AddonChange, CatalogStatus } from './catalog-schemas.ts'

/** An add-on as it is edited: everything that can be changed of it. */
export type AddonDraft = Required<Omit<AddonChange, 'priceMinor'>> & { priceMinor: number | null }

/** What never was on sale can go on sale; what was can go off it and come back. Nothing becomes a draft again. */
const NEXT: Record<CatalogStatus, readonly CatalogStatus[]> = {
  draft: ['published', 'archived'],
  published: ['archived'],
  archived: ['published'],
}

export function draftOf(addon: Addon): AddonDraft {
  const { name, description, badge, icon, sortOrder, maxQuantity, isStackable, selfService } = addon
  return {
    ...{ name, description, badge, icon, sortOrder, maxQuantity, isStackable, selfService },
    decrease: addon.decrease,
    status: addon.status,
    priceMinor: addon.price && Number(addon.price.amountMinor),
    plans: [
      ...addon.availableForPlans.map((code) => ({ code, availability: 'available' as const })),
      ...addon.includedInPlans.map((code) => ({ code, availability: 'included' as const })),
    ],
    grants: addon.grants.map(({ feature, value }) => ({
      feature,
      value: value === null ? null : Number(value),
    })),
  }
}

/**
 * An add-on after a change. Throws `invalid_addon`, naming the field, for what cannot be sold so, and
 * `status_not_possible`.
 */
export function applyChange(options: {
  catalog: FamilyCatalog
  before: AddonDraft
  change: AddonChange
}): AddonDraft {
  const { catalog, before, change } = options
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  const after: AddonDraft = { ...before, ...Object.fromEntries(given) }
  if (!after.isStackable && after.maxQuantity !== 1) {
    throw invalid('maxQuantity', 'Must be 1 for what is held only once.')
  }
  for (const { code } of change.plans ?? []) {
    if (!catalog.plans.some((plan) => plan.code === code)) {
      throw invalid('plans', `The family has no plan ${code}.`)
    }
  }
  for (const { feature: code, value } of change.grants ?? []) {
    const feature = catalog.features.find((found) => found.code === code)
    if (!feature) throw invalid('grants', `The family has no feature ${code}.`)
    if (feature.kind === 'flag' && value !== 1) throw invalid('grants', `${feature.name} is held or not: 1.`)
  }
  if (after.status !== before.status) checkStatus(before, after)
  return after
}

function checkStatus(before: AddonDraft, after: AddonDraft) {
  if (!NEXT[before.status].includes(after.status)) {
    throw new DomainError({
      kind: 'conflict',
      code: 'status_not_possible',
      field: 'status',
      detail: `What is ${before.status} cannot become ${after.status}.`,
    })
  }
  if (after.status !== 'published' || !after.selfService) return
  if (after.priceMinor === null) throw invalid('priceMinor', 'Customers cannot buy it without a price.')
  if (!after.plans.some(({ availability }) => availability === 'available')) {
    throw invalid('plans', 'Customers cannot buy it without a plan it is available on.')
  }
  if (after.grants.length === 0) throw invalid('grants', 'It must grant something before it is sold.')
}

/** What differs, for the audit log: `name.before` and `name.after`. Lists are told in the order they stand. */
export function changesBetween(before: AddonDraft, after: AddonDraft): Record<string, AuditValue> {
  const keys = Object.keys(after) as (keyof AddonDraft)[]
  const pairs = keys.map((key) => [key, plain(before, key), plain(after, key)] as const)
  return Object.fromEntries(
    pairs
      .filter(([, was, is]) => was !== is)
      .flatMap(([key, was, is]) => [
        [`${key}.before`, was],
        [`${key}.after`, is],
      ]),
  )
}

type AuditValue = string | number | boolean | null

function plain(draft: AddonDraft, key: keyof AddonDraft): AuditValue {
  switch (key) {
    case 'plans':
      return draft.plans
        .map(({ code, availability }) => `${code}: ${availability}`)
        .toSorted()
        .join(', ')
    case 'grants':
      return draft.grants
        .map(({ feature, value }) => `${feature}: ${value ?? 'unlimited'}`)
        .toSorted()
        .join(', ')
    default:
      return draft[key]
  }
}

function invalid(field: string, detail: string): DomainError {
  return new DomainError({ kind: 'invalid', code: 'invalid_addon', field, detail })
}
