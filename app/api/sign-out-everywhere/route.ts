import { signOutEverywhere } from '#lib/auth/sign-out-everywhere.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** Ends every session of the caller, this one included. */
export const POST = route({
  access: 'user',
  summary: 'End every session of the caller',
  answers: { 204: null },
  handle: ({ principal }) =>
    transaction((tx) => signOutEverywhere(tx, { userId: principal.userId, now: realNow() })),
})
