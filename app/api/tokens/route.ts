import { z } from 'zod'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { listAccessTokens } from '#lib/auth/list-access-tokens.ts'
import { accessTokenView, createdTokenView, createTokenBody } from '#lib/auth/schemas.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'

/** E.5 bearer tokens: the caller's own that still work, as a bare list with `Link`. */
export const GET = route({
  access: 'user',
  summary: "List the caller's access tokens",
  answers: { 200: z.array(accessTokenView) },
  query: z.strictObject(pageQuery),
  handle: async ({ principal, query: { page, per_page }, request }) => {
    const found = await listAccessTokens({
      userId: principal.userId,
      customerId: principal.customerId,
      now: realNow(),
      offset: (page - 1) * per_page,
      limit: per_page + 1,
    })
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    return { tokens: found.slice(0, per_page), links }
  },
  respond: { shape: ({ tokens }) => tokens, headers: ({ links }) => links },
})

/** A new token. It is shown in this answer only, and not again when the request is repeated. */
export const POST = route({
  access: 'user',
  summary: 'Create an access token',
  answers: { 201: createdTokenView },
  body: createTokenBody,
  handle: ({ principal, body, idempotency }) =>
    transaction(async (tx) => {
      const made = await createAccessToken(tx, {
        userId: principal.userId,
        customerId: principal.customerId,
        name: body.name,
        expiresAt: body.expiresAt === undefined ? null : Temporal.Instant.from(body.expiresAt),
        now: realNow(),
      })
      await idempotency.commit(tx, made)
      return made
    }),
  respond: {
    status: 201,
    shape: ({ token, view }) => ({ ...view, token }),
    remember: ({ view }) => ({ ...view, token: null }),
  },
})
