import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import type { Holdings } from './holdings.ts'
import type { UserAddonResponse, UserAddonStatus } from './schemas.ts'
import { serializeUserAddon } from './serialize-user-addon.ts'
import { userAddonAt } from './user-addon-rules.ts'

/**
 * The add-ons a customer holds or held, in the catalog's order (S0.4). What is over is only there when the holdings
 * were loaded with their ended terms.
 */
export function listUserAddons(options: {
  catalog: FamilyCatalog
  holdings: Holdings
  at: Temporal.Instant
  status: UserAddonStatus
}): UserAddonResponse[] {
  const { catalog, holdings, at, status } = options
  const { subscription, lines } = holdings
  if (subscription === null) return []
  return catalog.addons.flatMap((addon) => {
    const line = lines.find((candidate) => candidate.addonCode === addon.code)
    const state = line && userAddonAt(line, at)
    if (!line || state?.status !== status) return []
    return [serializeUserAddon({ ...options, line, state, subscriptionId: subscription.id, addon })]
  })
}
