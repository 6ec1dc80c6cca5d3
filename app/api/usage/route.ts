import { familyQuery } from '#lib/catalog/schemas.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { ownKey } from '#lib/keys/own-key.ts'
import { getUsage } from '#lib/metering/get-usage.ts'
import { recordUsage } from '#lib/metering/record-usage.ts'
import { limitReached, usageOverview, usageRequest, usageResponse } from '#lib/metering/schemas.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

/** S0.12 every limit with what is used of it, and where it comes from. */
export const GET = route({
  access: 'customer',
  summary: 'Show every limit and what is used of it',
  answers: { 200: usageOverview },
  query: familyQuery,
  handle: async ({ principal: { customerId }, query: { family, api_key_id: apiKeyId }, now }) => {
    const familyCode = await resolveFamily(database(), { customerId, family })
    if (apiKeyId) await ownKey(database(), { customerId, apiKeyId })
    const usage = await getUsage(database(), { customerId, familyCode, apiKeyId, at: now })
    if (!usage) throw new Error(`the family ${familyCode} was removed a moment ago`)
    return usage
  },
})

/** S0.13 uses some of a feature, or gives some back, if the limit allows it. */
export const POST = route({
  access: 'customer',
  summary: 'Use some of a feature, or give it back',
  answers: { 200: usageResponse, 403: limitReached },
  body: usageRequest,
  handle: async ({ principal: { customerId, userId }, body, now, idempotency }) => {
    const familyCode = await resolveFamily(database(), { customerId, family: body.family })
    return transaction(async (tx) => {
      const { feature, amount } = body
      const used = await recordUsage(tx, { customerId, userId, familyCode, feature, amount, now })
      await idempotency.commit(tx, used)
      return used
    })
  },
})
