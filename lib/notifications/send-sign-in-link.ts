import { randomUUID } from 'node:crypto'
import { createSignInLink } from '#lib/auth/create-sign-in-link.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { enqueueMessage } from './enqueue-message.ts'

/** Sends a sign-in link to the address if somebody signs in with it; else does nothing. */
export async function sendSignInLink(options: { email: string; now: Temporal.Instant }): Promise<void> {
  const { email, now } = options
  const user = await database().user.findUnique({ where: { email }, select: { id: true } })
  if (!user) return
  await transaction(async (tx) => {
    const { seed, expiresAt } = await createSignInLink(tx, { userId: user.id, now: realNow() })
    await enqueueMessage(tx, {
      dedupeKey: `sign-in-link:${randomUUID()}`,
      customerId: null,
      channel: 'email',
      recipient: email,
      template: 'sign-in-link',
      data: { seed, expiresAt: expiresAt.toString() },
      now,
    })
  })
}
