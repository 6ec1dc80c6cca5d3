import type { CustomerPrincipal } from '#lib/auth/principal.ts'
import { Problem } from '#lib/http/problem.ts'
import { route } from '#lib/http/route.ts'
import { findBillingDetails } from '#lib/tax/find-billing-details.ts'
import { saveBillingDetails } from '#lib/tax/save-billing-details.ts'
import { billingDetailsRequest, billingDetailsResponse } from '#lib/tax/schemas.ts'

/** What the customer's invoices say about it: legal name, address, tax number. */
export const GET = route({
  access: 'customer',
  summary: 'Show what invoices say about the customer',
  answers: { 200: billingDetailsResponse },
  handle: ({ principal }) => {
    admitOwner(principal)
    return findBillingDetails(principal.customerId)
  },
})

/** Replaces all of it; invoices that are issued keep what they say. */
export const PUT = route({
  access: 'customer',
  summary: 'Replace what invoices say about the customer',
  answers: { 200: billingDetailsResponse },
  body: billingDetailsRequest,
  handle: async ({ principal, body, requestId, now }) => {
    admitOwner(principal)
    const { customerId, userId } = principal
    await saveBillingDetails({ customerId, userId, requestId, details: body, now })
    return findBillingDetails(customerId)
  },
})

function admitOwner({ memberRole }: CustomerPrincipal): void {
  if (memberRole === 'owner') return
  throw new Problem({
    status: 403,
    code: 'owner_only',
    detail: 'Only the owner of this account sees and changes its billing details.',
  })
}
