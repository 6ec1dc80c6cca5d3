import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { createApiKey } from '#lib/keys/create-api-key.ts'
import { describeKeys } from '#lib/keys/describe-keys.ts'
import { findApiKey } from '#lib/keys/find-api-key.ts'
import { apiKeyView, createApiKeyRequest, shownApiKeyView } from '#lib/keys/schemas.ts'

/** S2.2 the customer's keys that were not revoked, by prefix and last use. */
export const GET = route({
  access: 'customer',
  summary: 'List the API keys',
  answers: { 200: z.array(apiKeyView) },
  query: z.strictObject(pageQuery),
  handle: async ({ principal: { customerId }, query: { page, per_page }, request, now }) => {
    const found = await describeKeys(database(), {
      where: { customerId, revokedAt: null },
      page: { skip: (page - 1) * per_page, take: per_page + 1 },
      at: now,
      realNow: realNow(),
    })
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    return { keys: found.slice(0, per_page), links }
  },
  respond: { shape: ({ keys }) => keys, headers: ({ links }) => links },
})

/** S2.2 a new key. Its secret is shown in this answer only, and not again when the request is repeated. */
export const POST = route({
  access: 'customer',
  summary: 'Create an API key',
  answers: { 201: shownApiKeyView },
  body: createApiKeyRequest,
  handle: ({ principal: { customerId, userId }, body, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const caller = { customerId, userId, requestId, now, realNow: realNow() }
      const { apiKeyId, secret } = await createApiKey(tx, { ...caller, ...body })
      const made = { view: await findApiKey(tx, { apiKeyId, customerId, at: now }), secret }
      await idempotency.commit(tx, made)
      return made
    }),
  respond: {
    status: 201,
    shape: ({ view, secret }) => ({ ...view, key: secret }),
    remember: ({ view }) => ({ ...view, key: null }),
  },
})
