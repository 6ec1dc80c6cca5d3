import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { SandboxClock } from '../clock/sandbox-clock.ts'
import type { Store } from '../store/open-store.ts'
import { insertMail } from './mail-store.ts'

const largestMail = 10 * 1024 * 1024

/** Takes every mail on loopback, without login or encryption, and keeps it for the mailbox page. */
export async function startSmtpServer(input: {
  readonly store: Store
  readonly clock: SandboxClock
  readonly port: number
}): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const { store, clock } = input
  const keep = async (stream: Readable, recipients: readonly string[]) => {
    const raw = await buffer(stream)
    const mail = await PostalMime.parse(raw)
    insertMail(
      store,
      {
        from: mail.from?.address ?? '',
        // The envelope, not the header: it says who really gets it, blind copies too.
        to: recipients,
        subject: mail.subject ?? '',
        text: mail.text ?? null,
        html: mail.html ?? null,
        attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
          name: filename ?? 'attachment',
          type: mimeType,
          content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
        })),
      },
      await clock.now(),
    )
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    closeTimeout: 500,
    onData(stream, session, callback) {
      keep(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      ).then(
        () => callback(),
        (error: unknown) =>
          callback(error instanceof Error ? error : new Error('the mail could not be read')),
      )
    },
  })
  // A client that hangs up in the middle is its own affair.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(input.port, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return { port, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
