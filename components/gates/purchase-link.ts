import type { AddonAccess } from '#lib/entitlements/schemas.ts'

/**
 * Where an add-on is bought: the billing page, with the purchase laid out. With a plan that is too low, the plan comes
 * along; what nobody can buy leads to the billing page as it is.
 */
export function purchaseLink({ code, purchasable, requiredPlan }: AddonAccess): string {
  if (purchasable.allowed) return `/billing?addon=${encodeURIComponent(code)}&quantity=1`
  if (!requiredPlan) return '/billing'
  return `/billing?plan=${encodeURIComponent(requiredPlan.code)}&addon=${encodeURIComponent(code)}`
}
