import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpServer } from '../http/start-http-server.ts'
import { answerCall } from './answer-call.ts'

/** A server on 127.0.0.1 for a gateway to stand before. It reads and writes bodies of any size piece by piece. */
export async function startUpstreamServer(options: { readonly port: number }): Promise<HttpServer> {
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    // Who asked may go away at any time; there is nobody to tell.
    answerCall(message, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, port, stop }
}
