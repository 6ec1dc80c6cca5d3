import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

const sent = z.strictObject({ to: z.string(), text: z.string(), id: z.string() })

export type SmsServer = {
  url: string
  token: string
  /** What it was asked to send, also what it did not take. */
  texts: (z.output<typeof sent> & { key: unknown })[]
  /** What it answers from now on; null: nothing, and hangs up. */
  answer(status: number | null): void
  stop(): Promise<void>
}

/** Somebody who sends text messages, for a test; as strict as README.md "Text messages" says. */
export async function startSmsServer(): Promise<SmsServer> {
  const token = 'a-token-for-text-messages'
  const texts: SmsServer['texts'] = []
  let status: number | null = 202
  const server = createServer(async (message, response) => {
    const { headers, method } = message
    texts.push({ ...sent.parse(await json(message)), key: headers['idempotency-key'] })
    if (status === null) {
      response.destroy()
      return
    }
    const known = method === 'POST' && headers.authorization === `Bearer ${token}`
    const moved = status === 307 ? { location: '/elsewhere' } : {}
    response.writeHead(known ? status : 401, moved).end('{"said":"nothing anybody reads"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    token,
    texts,
    answer: (next) => {
      status = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
