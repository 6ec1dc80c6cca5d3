import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { findApiKey } from '#lib/keys/find-api-key.ts'
import { renameApiKey } from '#lib/keys/rename-api-key.ts'
import { revokeApiKey } from '#lib/keys/revoke-api-key.ts'
import { apiKeyView, updateApiKeyRequest } from '#lib/keys/schemas.ts'
import { setTierAutoRenew } from '#lib/keys/set-tier-auto-renew.ts'

const params = z.strictObject({ id: z.uuid() })

/** S2.2 one key. */
export const GET = route({
  access: 'customer',
  summary: 'Show an API key',
  answers: { 200: apiKeyView },
  params,
  handle: ({ principal: { customerId }, params, now }) =>
    findApiKey(database(), { apiKeyId: params.id, customerId, at: now }),
})

/** S2.2 S2.9 calls a key something else, and says whether its tier renews by itself. */
export const PATCH = route({
  access: 'customer',
  summary: 'Rename an API key, or say whether its tier renews',
  answers: { 200: apiKeyView },
  params,
  body: updateApiKeyRequest,
  handle: async ({ principal: { customerId, userId }, params, body, requestId, now, idempotency }) => {
    const { name, tierAutoRenew: enabled } = body
    const key = { apiKeyId: params.id, customerId }
    const caller = { userId, requestId, now }
    // Doing it twice is doing it once.
    if (enabled !== undefined) await setTierAutoRenew({ ...key, ...caller, enabled })
    return transaction(async (tx) => {
      if (name !== undefined) await renameApiKey(tx, { ...key, ...caller, name })
      const view = await findApiKey(tx, { ...key, at: now })
      await idempotency.commit(tx, view)
      return view
    })
  },
})

/** S2.2 ends a key everywhere, at once. */
export const DELETE = route({
  access: 'customer',
  summary: 'Revoke an API key',
  answers: { 204: null },
  params,
  handle: ({ principal: { customerId, userId }, params, requestId, now }) =>
    transaction((tx) => revokeApiKey(tx, { apiKeyId: params.id, customerId, userId, requestId, now })),
})
