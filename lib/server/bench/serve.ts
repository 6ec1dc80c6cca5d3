import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findFastRoute } from '../web/fast-routes.ts'
import { sendResponse } from '../web/send-response.ts'
import { toRequest } from '../web/to-request.ts'

export type Served = { url: string; close: () => Promise<void> }

/** One of the routes in front of Next, by itself. */
export async function serveRoute(method: string, path: string): Promise<Served> {
  const route = findFastRoute(method, path)
  if (!route) throw new Error(`${method} ${path} is not served in front of Next`)
  return serve((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const answer = route(toRequest(incoming, url), { params: Promise.resolve({}) })
    // Whoever measures goes away in the middle of answers.
    answer.then((response) => sendResponse(response, outgoing)).catch(() => outgoing.destroy())
  })
}

export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
