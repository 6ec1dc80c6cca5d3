import { z } from 'zod'
import { revokeAccessToken } from '#lib/auth/revoke-access-token.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'

export const DELETE = route({
  access: 'user',
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal, params }) =>
    revokeAccessToken(database(), {
      id: params.id,
      userId: principal.userId,
      customerId: principal.customerId,
      now: realNow(),
    }),
})
