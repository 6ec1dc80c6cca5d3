import { familyQuery } from '#lib/catalog/schemas.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { route } from '#lib/http/route.ts'
import { planRefusal } from '#lib/purchases/plan-refusal.ts'
import { planChoicesAt } from '#lib/subscriptions/plan-choices.ts'

/** E.7 every plan one may choose, beside the one that is held. */
export const GET = route({
  access: 'customer',
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, at: now })
    return planChoicesAt({
      ...standing,
      at: now,
      refusalOf: (plan) => planRefusal({ standing, plan, at: now }),
    })
  },
})
