import { z } from 'zod'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { findApiKey } from '#lib/keys/find-api-key.ts'
import { rotateApiKey } from '#lib/keys/rotate-api-key.ts'
import { rotateApiKeyRequest, shownApiKeyView } from '#lib/keys/schemas.ts'

/** S2.2 another secret for a key; the one before goes on working for the overlap. */
export const POST = route({
  access: 'customer',
  summary: 'Give an API key another secret',
  answers: { 200: shownApiKeyView },
  params: z.strictObject({ id: z.uuid() }),
  body: rotateApiKeyRequest,
  handle: ({ principal: { customerId, userId }, params, body, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const key = { apiKeyId: params.id, customerId }
      const { overlapHours } = body
      const caller = { userId, requestId, now, realNow: realNow() }
      const { secret } = await rotateApiKey(tx, { ...key, overlapHours, ...caller })
      const made = { view: await findApiKey(tx, { ...key, at: now }), secret }
      await idempotency.commit(tx, made)
      return made
    }),
  respond: {
    shape: ({ view, secret }) => ({ ...view, key: secret }),
    remember: ({ view }) => ({ ...view, key: null }),
  },
})
