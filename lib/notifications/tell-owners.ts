import type { Transaction } from '#lib/db/client.ts'
import { config } from '#lib/server/config.ts'
import { enqueueMessage } from './enqueue-message.ts'
import type { TemplateData, TemplateName } from './templates.ts'

/**
 * Tells the owners of a customer something, each by mail and, unless their pages show it anyhow, all on their pages;
 * where it is urgent, also by a text message to those who want them.
 * What is told under the same name is told once.
 */
export async function tellOwners<Name extends TemplateName>(
  tx: Transaction,
  options: {
    customerId: string
    told: string
    template: Name
    data: TemplateData<Name>
    byMailOnly?: boolean
    bySms?: boolean
    now: Temporal.Instant
  },
): Promise<void> {
  const { customerId, told, template, data, now } = options
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: { members: { where: { role: 'owner' }, include: { user: { include: { phone: true } } } } },
  })
  const message = { customerId, template, data, now }
  for (const { user } of customer.members) {
    const mail = { channel: 'email', dedupeKey: `${told}:email:${user.id}`, recipient: user.email } as const
    await enqueueMessage(tx, { ...message, ...mail })
    if (!options.bySms || !user.phone || !config().sms) continue
    const text = {
      channel: 'sms',
      dedupeKey: `${told}:sms:${user.id}`,
      recipient: user.phone.number,
    } as const
    await enqueueMessage(tx, { ...message, ...text })
  }
  if (options.byMailOnly) return
  const notice = { channel: 'in_app', dedupeKey: `${told}:in_app`, recipient: customer.email } as const
  await enqueueMessage(tx, { ...message, ...notice })
}
