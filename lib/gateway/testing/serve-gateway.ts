import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { forwardHeaders, prepareRequest } from '#lib/server/web/prepare-request.ts'
import { readTarget } from '#lib/server/web/read-target.ts'
import { answerForward } from '../answer-forward.ts'
import type { Patience } from '../forward-request.ts'
import { isForwarded } from '../target-rules.ts'

/** The gateway as start-web.ts serves it, with nothing behind it but 404. */
export async function serveGateway(options: { patience?: Patience } = {}) {
  const listener = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const headers = forwardHeaders({ requestId: prepareRequest(incoming), isSecure: false })
    const url = readTarget(incoming.url, 'http://localhost:3000')
    if (url && isForwarded(url.pathname)) {
      await answerForward({ incoming, outgoing, url, headers }, options)
    } else outgoing.writeHead(404).end()
  }
  const server = createServer(listener)
  server.on('checkContinue', listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { port, close }
}
