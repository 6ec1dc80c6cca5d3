import { familyQuery } from '#lib/catalog/schemas.ts'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { openPaymentMethodPage } from '#lib/purchases/open-payment-method-page.ts'
import { paymentMethodPage } from '#lib/purchases/schemas.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

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
