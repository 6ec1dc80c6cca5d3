import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadDocument } from '#lib/invoices/load-documents.ts'
import { renderPdf } from '#lib/invoices/render-pdf.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { config } from '#lib/server/config.ts'
import { mailTransport } from './mail-transport.ts'
import { renderMail } from './render-mail.ts'
import { renderSms } from './render-sms.ts'
import { SmsRefused, sendSms } from './send-sms.ts'
import type { MessageContent } from './template.ts'
import { composeMessage } from './templates.ts'

/** With waits growing to an hour this is more than a day of trying. */
const MAX_ATTEMPTS = 36

/**
 * Sends one mail or text message of the outbox, at least once: a crash after the server took it sends it again, with the
 * same id. A failure is noted on the message and tried again later, unless the address or number itself is refused.
 */
export async function deliverMessage(work: Work): Promise<void> {
  const message = await database().outboundMessage.findUnique({ where: { id: work.subject } })
  if (!message || message.sentAt) return transaction((tx) => finishWork(tx, work))

  const { content, expiresAt } = composeMessage(message)
  if (expiresAt && Temporal.Instant.compare(expiresAt, realNow()) < 0)
    return giveUp(work, 'too late to be sent')
  if (message.channel === 'sms' && !(await isWanted(message))) return giveUp(work, 'the number was removed')
  try {
    await send(message, content)
  } catch (error) {
    if (isRefusal(error) || message.attempts + 1 >= MAX_ATTEMPTS) return giveUp(work, reasonOf(error))
    await database().outboundMessage.update({
      where: { id: message.id },
      data: { attempts: { increment: 1 }, lastError: reasonOf(error) },
    })
    throw error
  }
  const sentAt = toDate(await now())
  await transaction(async (tx) => {
    await tx.outboundMessage.update({
      where: { id: message.id },
      data: { sentAt, attempts: { increment: 1 }, lastError: null },
    })
    await finishWork(tx, work)
  })
}

type Sent = { id: string; channel: 'email' | 'sms' | 'in_app'; recipient: string }

async function send({ id, channel, recipient }: Sent, content: MessageContent): Promise<void> {
  const { appUrl, mail } = config()
  switch (channel) {
    case 'email':
      await mailTransport().sendMail({
        from: mail.from,
        to: recipient,
        messageId: `<${id}@${appUrl.hostname}>`,
        ...renderMail(content, appUrl),
        attachments: await attachmentsOf(content),
      })
      return
    case 'sms':
      return sendSms({ id, to: recipient, text: renderSms(content, appUrl) })
    case 'in_app':
      return
    default:
      channel satisfies never
  }
}

/** Who removed a number is not written to there any more, whatever waited. Codes go where nobody is known yet. */
async function isWanted(message: { customerId: string | null; recipient: string }): Promise<boolean> {
  const { customerId, recipient } = message
  if (customerId === null) return true
  const owner = { members: { some: { customerId, role: 'owner' } } } as const
  return (await database().phone.count({ where: { number: recipient, user: owner } })) > 0
}

/** The document as it is now, which a person would download. */
async function attachmentsOf({ attachment }: MessageContent) {
  if (!attachment) return []
  const document = await loadDocument(database(), attachment)
  const content = Buffer.from(await renderPdf(document))
  return [{ filename: `${document.number}.pdf`, contentType: 'application/pdf', content }]
}

/** The message stays, unsent and with its reason; nothing tries again. */
async function giveUp(work: Work, reason: string): Promise<void> {
  await transaction(async (tx) => {
    await tx.outboundMessage.update({
      where: { id: work.subject },
      data: { attempts: { increment: 1 }, lastError: reason },
    })
    await finishWork(tx, work)
  })
}

/** A 55x answer is about the mailbox, and will be the same tomorrow. */
function isRefusal(error: unknown): boolean {
  if (error instanceof SmsRefused) return true
  const code = (error as { responseCode?: unknown } | null)?.responseCode
  return typeof code === 'number' && code >= 550 && code < 560
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
