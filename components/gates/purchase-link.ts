import type { AddonAccess } from '#lib/entitlements/schemas.ts'
import { addonRequiresPlan } from './addon-helpers.ts'

/**
 * Where an add-on is bought: the billing page, with the purchase laid out. With a plan that is too low, the plan comes
 * along; what nobody can buy leads to the billing page as it is.
 */
export function purchaseLink(addon: AddonAccess): string {
  const code = encodeURIComponent(addon.code)
  if (addon.purchasable.allowed) return `/billing?addon=${code}&quantity=1`
  const plan = addonRequiresPlan(addon)
  return plan ? `/billing?plan=${encodeURIComponent(plan.code)}&addon=${code}` : '/billing'
}
