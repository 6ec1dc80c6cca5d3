import { familyQuery } from '#lib/catalog/schemas.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { route } from '#lib/http/route.ts'
import { billingOverviewAt } from '#lib/subscriptions/billing-overview.ts'
import { billingOverview } from '#lib/subscriptions/schemas.ts'

/** S0.11 the caller's plan, where it is heading, and the month that runs. */
export const GET = route({
  access: 'customer',
  summary: 'Show the plan, where it is heading, and the month that runs',
  answers: { 200: billingOverview },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family, api_key_id: apiKeyId }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, apiKeyId, at: now })
    return billingOverviewAt({ ...standing, at: now })
  },
})
