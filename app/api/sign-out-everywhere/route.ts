import { signOutEverywhere } from '#lib/auth/sign-out-everywhere.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'

/** Ends every session of the caller, this one included. */
export const POST = route({
  access: 'user',
  handle: ({ principal }) => signOutEverywhere(database(), { userId: principal.userId, now: realNow() }),
})
