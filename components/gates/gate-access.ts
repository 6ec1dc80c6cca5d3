import type { AddonAccess, FeatureAccessResponse } from '#lib/entitlements/schemas.ts'

/** What a gate has to know, whoever asked the server for it: a page while it is rendered, or the browser. */
export type GateAccess = Pick<FeatureAccessResponse, 'allowed' | 'addons'>

/** The add-on a closed gate offers: the cheapest that can be bought now, else the cheapest. */
export function offerOf({ addons }: GateAccess): AddonAccess | null {
  return addons.find(({ purchasable }) => purchasable.allowed) ?? addons[0] ?? null
}
