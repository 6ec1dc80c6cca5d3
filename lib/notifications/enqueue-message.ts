import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { parseTemplateData, type TemplateData, type TemplateName } from './templates.ts'

/**
 * Writes a message to the outbox, in the transaction of the change that causes it. The same `dedupeKey` again changes
 * nothing. A mail or a text message is sent by a worker afterwards, at least once; a notice is simply there.
 *
 * @param message.customerId whose it is; null for one that is only between us and a user
 * @param message.recipient an address for a mail, a number for a text message; for a notice, who it is about
 */
export async function enqueueMessage<Name extends TemplateName>(
  tx: Transaction,
  message: {
    dedupeKey: string
    customerId: string | null
    channel: 'email' | 'sms' | 'in_app'
    recipient: string
    template: Name
    data: TemplateData<Name>
    now: Temporal.Instant
  },
): Promise<void> {
  const { now, data, ...row } = message
  const { count } = await tx.outboundMessage.createMany({
    data: { ...row, data: parseTemplateData(message.template, data), createdAt: toDate(now) },
    skipDuplicates: true,
  })
  if (count === 0 || message.channel === 'in_app') return
  const { id } = await tx.outboundMessage.findUniqueOrThrow({
    where: { dedupeKey: message.dedupeKey },
    select: { id: true },
  })
  await scheduleWork(tx, { kind: 'deliver-message', subject: id, dueAt: now, now })
}
