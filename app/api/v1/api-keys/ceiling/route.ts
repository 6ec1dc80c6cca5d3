import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { findCeiling } from '#lib/keys/find-ceiling.ts'
import { ceilingRequest, ceilingView } from '#lib/keys/schemas.ts'
import { setCeiling } from '#lib/keys/set-ceiling.ts'

/** S2.2 what all keys together may use in a day, and have used of it. */
export const GET = route({
  access: 'customer',
  summary: 'Show the daily ceiling of all API keys together',
  answers: { 200: ceilingView },
  handle: ({ principal: { customerId }, now }) => findCeiling(database(), { customerId, at: now }),
})

/** S2.2 sets or lifts it; it counts from the next call on. */
export const PUT = route({
  access: 'customer',
  summary: 'Set the daily ceiling of all API keys together',
  answers: { 200: ceilingView },
  body: ceilingRequest,
  handle: ({ principal: { customerId, userId }, body, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      await setCeiling(tx, { customerId, userId, ...body, requestId, now })
      const ceiling = await findCeiling(tx, { customerId, at: now })
      await idempotency.commit(tx, ceiling)
      return ceiling
    }),
})
