import { familyQuery } from '#lib/catalog/schemas.ts'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { findOwnSavedMethod } from '#lib/payments/find-own-saved-method.ts'
import { savedMethodResponse } from '#lib/payments/schemas.ts'
import { openPaymentMethodPage } from '#lib/purchases/open-payment-method-page.ts'
import { paymentMethodPage } from '#lib/purchases/schemas.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

/** What the customer has saved at the family's provider, which is charged without asking (D6). */
export const GET = route({
  access: 'customer',
  summary: 'Show the saved payment method',
  answers: { 200: savedMethodResponse },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family } }) => {
    const familyCode = await resolveFamily(database(), { customerId, ...(family ? { family } : {}) })
    return { saved: await findOwnSavedMethod({ customerId, familyCode }) }
  },
})

/** A page of the provider's on which the payer gives another payment method. */
export const POST = route({
  access: 'customer',
  summary: "Open the provider's page for another payment method",
  answers: { 200: paymentMethodPage },
  limit: 'costly',
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family }, now }) => {
    const familyCode = await resolveFamily(database(), { customerId, ...(family ? { family } : {}) })
    return openPaymentMethodPage({ customerId, familyCode, now })
  },
})
