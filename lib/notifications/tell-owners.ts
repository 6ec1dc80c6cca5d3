import type { Transaction } from '#lib/db/client.ts'
import { config } from '#lib/server/config.ts'
import { enqueueMessage } from './enqueue-message.ts'
import type { TemplateData, TemplateName } from './templates.ts'

type Told<Name extends TemplateName> = {
  customerId: string
  told: string
  template: Name
  data: TemplateData<Name>
  now: Temporal.Instant
}

/**
 * Tells the owners of a customer something, each by mail and, unless their pages show it anyhow, all on their pages;
 * where it is urgent, also by a text message. What is told under the same name is told once.
 */
export async function tellOwners<Name extends TemplateName>(
  tx: Transaction,
  options: Told<Name> & { byMailOnly?: boolean; bySms?: boolean },
): Promise<void> {
  const { customerId, told, template, data, now } = options
  const message = { customerId, template, data, now }
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: { members: { where: { role: 'owner' }, include: { user: true } } },
  })
  for (const { user } of customer.members) {
    const mail = { channel: 'email', dedupeKey: `${told}:email:${user.id}`, recipient: user.email } as const
    await enqueueMessage(tx, { ...message, ...mail })
  }
  if (options.bySms) await textOwners(tx, { ...message, told })
  if (options.byMailOnly) return
  const notice = { channel: 'in_app', dedupeKey: `${told}:in_app`, recipient: customer.email } as const
  await enqueueMessage(tx, { ...message, ...notice })
}

/** Tells those of the owners who want text messages something by one, where somebody sends them; once for each name. */
export async function textOwners<Name extends TemplateName>(
  tx: Transaction,
  { customerId, told, template, data, now }: Told<Name>,
): Promise<void> {
  if (!config().sms) return
  const phones = await tx.phone.findMany({
    where: { user: { members: { some: { customerId, role: 'owner' } } } },
    orderBy: { userId: 'asc' },
  })
  for (const { userId, number } of phones) {
    const text = { channel: 'sms', dedupeKey: `${told}:sms:${userId}`, recipient: number } as const
    await enqueueMessage(tx, { customerId, template, data, now, ...text })
  }
}
