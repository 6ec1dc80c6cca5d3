import { z } from 'zod'

/** What a session's token says. It names the caller; what the caller may do is read from the database each time. */
export const sessionClaims = z.object({
  userId: z.uuid(),
  customerId: z.uuid().nullable(),
  sessionVersion: z.int(),
})

export type SessionClaims = z.output<typeof sessionClaims>
