import { z } from 'zod'
import { revokeAccessToken } from '#lib/auth/revoke-access-token.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

export const DELETE = route({
  access: 'user',
  summary: 'Revoke an access token',
  answers: { 204: null },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal, params }) =>
    transaction((tx) =>
      revokeAccessToken(tx, {
        id: params.id,
        userId: principal.userId,
        customerId: principal.customerId,
        now: realNow(),
      }),
    ),
})
