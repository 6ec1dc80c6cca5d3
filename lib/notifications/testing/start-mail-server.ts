import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  url: string
  mails: Email[]
  /** What the next recipients are answered; null takes the mail. */
  answer(error: { responseCode: number; message: string } | null): void
  stop(): Promise<void>
}

/** A mail server that keeps what it is sent, for a test. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Email[] = []
  let refusal: Error | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        mails.push(await PostalMime.parse(Buffer.concat(chunks)))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answer: (error) => {
      refusal = error && Object.assign(new Error(error.message), { responseCode: error.responseCode })
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
