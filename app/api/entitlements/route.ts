import { familyQuery } from '#lib/catalog/schemas.ts'
import { loadOwnEntitlements } from '#lib/entitlements/load-own-entitlements.ts'
import { entitlementsResponse } from '#lib/entitlements/schemas.ts'
import { route } from '#lib/http/route.ts'

/** S3.2 what the caller may do now, why, and what there is to add. */
export const GET = route({
  access: 'customer',
  summary: 'Show what the caller may do now, and why',
  answers: { 200: entitlementsResponse },
  query: familyQuery,
  handle: ({ principal: { customerId, userId }, query: { family }, now }) =>
    loadOwnEntitlements({ customerId, userId, family, at: now }),
})
