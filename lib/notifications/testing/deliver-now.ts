import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { deliverMessage } from '../deliver-message.ts'

/** Sends a mail of the outbox at once, as a worker would, for a test. */
export async function deliverNow(messageId: string): Promise<void> {
  const where = { kind: 'deliver-message', subject: messageId }
  const { id, dueAt, generation, fence } = await database().dueWork.findFirstOrThrow({ where })
  const work = { id, kind: 'deliver-message', subject: messageId, attempts: 0 } as const
  await deliverMessage({ ...work, dueAt: toInstant(dueAt), generation, fence })
}
