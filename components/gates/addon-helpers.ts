import type { AddonAccess, EntitlementsResponse } from '#lib/entitlements/schemas.ts'

// What gates ask of the server's answer. Nothing is decided here: the server said all of it (S3.2).

type Known = Pick<EntitlementsResponse, 'features' | 'addons'> | null

/** An add-on by its code; null when the family has none. */
export function getAddonById(known: Known, code: string): AddonAccess | null {
  return known?.addons.find((addon) => addon.code === code) ?? null
}

/** The plan to move up to before the add-on can be bought; null when the plan held will do, or none does. */
export function addonRequiresPlan(addon: AddonAccess): AddonAccess['requiredPlan'] {
  return addon.requiredPlan
}

/** What can be bought right now and is not there already. */
export function getAvailableAddons(known: Known): AddonAccess[] {
  return known?.addons.filter(canPurchase) ?? []
}

export function canPurchase(addon: AddonAccess): boolean {
  return !addon.active && addon.purchasable.allowed
}

/** Whether all an add-on gives is there: it is held, comes with the plan, or something larger brings it (D9). */
export function hasAddon(known: Known, code: string): boolean {
  return getAddonById(known, code)?.active ?? false
}

export function hasFeature(known: Known, code: string): boolean {
  return known?.features.find((feature) => feature.code === code)?.held ?? false
}
