import { familyQuery } from '#lib/catalog/schemas.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { combinedLimitsResponse } from '#lib/entitlements/schemas.ts'
import { serializeCombinedLimits } from '#lib/entitlements/serialize-combined-limits.ts'
import { route } from '#lib/http/route.ts'
import { listUserAddons } from '#lib/subscriptions/list-user-addons.ts'

/** S0.5 the plan's limits, those of the add-ons held, and both together. */
export const GET = route({
  access: 'customer',
  summary: "Show the plan's limits, those of the add-ons, and both together",
  answers: { 200: combinedLimitsResponse },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, at: now })
    const { catalog, holdings } = standing
    const entitlements = entitlementsAt({ catalog, lines: holdings.lines, at: now })
    return serializeCombinedLimits(entitlements, listUserAddons({ ...standing, at: now, status: 'active' }))
  },
})
