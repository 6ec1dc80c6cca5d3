import { asCustomer } from '#lib/db/as-customer.ts'
import type { NoticeView } from './schemas.ts'
import { composeMessage } from './templates.ts'

/** The customer's notices nobody has dismissed yet, newest first. */
export async function listNotices(options: {
  customerId: string
  offset: number
  limit: number
}): Promise<NoticeView[]> {
  const { customerId } = options
  const messages = await asCustomer(customerId, (tx) =>
    tx.outboundMessage.findMany({
      where: { customerId, channel: 'in_app', seenAt: null },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: options.offset,
      take: options.limit,
    }),
  )
  return messages.map((message) => {
    const { content } = composeMessage(message)
    return {
      id: message.id,
      title: content.subject,
      body: content.paragraphs.join('\n\n'),
      action: content.action ?? null,
      createdAt: message.createdAt.toISOString(),
    }
  })
}
