import { familyQuery } from '#lib/catalog/schemas.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { route } from '#lib/http/route.ts'
import { findCredit } from '#lib/invoices/find-credit.ts'
import { upcomingBilling } from '#lib/subscriptions/schemas.ts'
import { upcomingBillingAt } from '#lib/subscriptions/upcoming-billing.ts'

/** What will be charged by itself, and the credit that is used first. */
export const GET = route({
  access: 'customer',
  summary: 'Show what will be charged next, and the credit',
  answers: { 200: upcomingBilling },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family, api_key_id: apiKeyId }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, apiKeyId, at: now })
    return upcomingBillingAt({ ...standing, credit: await findCredit(customerId), at: now })
  },
})
