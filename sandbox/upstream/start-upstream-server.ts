import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type HttpServer, listen } from '../http/listen.ts'
import { answerCall } from './answer-call.ts'

/** A server on 127.0.0.1 for a gateway to stand before. It reads and writes bodies of any size piece by piece. */
export async function startUpstreamServer(options: { readonly port: number }): Promise<HttpServer> {
  const server = createServer((message: IncomingMessage, response: ServerResponse) => {
    // Who asked may go away at any time; there is nobody to tell.
    answerCall(message, response).catch(() => response.destroy())
  })
  return listen(server, options.port)
}
