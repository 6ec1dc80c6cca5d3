import { z } from 'zod'
import { familyQuery } from '#lib/catalog/schemas.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { route } from '#lib/http/route.ts'
import { planRefusal } from '#lib/purchases/plan-refusal.ts'
import { planChoicesAt } from '#lib/subscriptions/plan-choices.ts'
import { planChoice } from '#lib/subscriptions/schemas.ts'

/** E.7 every plan one may choose, beside the one that is held. */
export const GET = route({
  access: 'customer',
  summary: 'List every plan one may choose',
  answers: { 200: z.array(planChoice) },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family, api_key_id: apiKeyId }, now }) => {
    const standing = await loadOwnStanding({ customerId, family, apiKeyId, at: now })
    return planChoicesAt({
      ...standing,
      at: now,
      refusalOf: (plan) => planRefusal({ standing, plan, at: now }),
    })
  },
})
