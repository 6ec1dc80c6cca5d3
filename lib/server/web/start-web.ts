import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Server as Listener } from 'node:net'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { stopHoldingsFeed } from '#lib/entitlements/holdings-feed.ts'
import { answerForward } from '#lib/gateway/answer-forward.ts'
import { isForwarded } from '#lib/gateway/target-rules.ts'
import { endEventStreams } from '#lib/http/event-stream.ts'
import { log } from '#lib/http/log.ts'
import { Problem, problemBody } from '#lib/http/problem.ts'
import { checkoutOrigins } from '#lib/payments/checkout-origins.ts'
import { config } from '../config.ts'
import { claimPort } from './claim-port.ts'
import { describeBareAnswer } from './describe-bare-answer.ts'
import { findFastRoute } from './fast-routes.ts'
import { limitUpload } from './limit-upload.ts'
import { answerHeaders, forwardHeaders, prepareRequest, protectAnswer } from './prepare-request.ts'
import { readTarget } from './read-target.ts'
import { sendResponse } from './send-response.ts'
import { toRequest } from './to-request.ts'

type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** What HTTP has beyond these (TRACE, CONNECT, WebDAV) nothing of ours answers. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** To have sent its headers, and, to the gateway, its body. Everybody else has less (limit-upload.ts). */
const HEADERS_MS = 30_000
const LONGEST_UPLOAD_MS = 10 * 60_000

/** How long answers under way may take once the process is to end, in milliseconds. */
const DRAIN_MS = 10_000

/**
 * Serves the product, on listeners it is given or else on its port. `stop` takes no more requests, lets those under way
 * finish, and closes. Throws when somebody else has the port.
 */
export async function startWeb(given: Listener[]): Promise<{ port: number; stop(): Promise<void> }> {
  const dir = fileURLToPath(new URL('../../..', import.meta.url))
  const app = next({ dev: false, dir })
  await app.prepare()
  const handleNext = app.getRequestHandler()
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(incoming, outgoing, handleNext).catch((error: unknown) => {
      // Whoever asked has gone before the answer was out: nobody's failure.
      if (incoming.socket.destroyed) return
      log().error({ err: error, requestId: incoming.headers['x-request-id'] }, 'request failed')
      if (outgoing.headersSent) outgoing.destroy()
      else refuse(outgoing, { status: 500, code: 'internal_error', detail: 'Something failed on our side.' })
    })
  }
  const { port, host } = config()
  const claim = given.length > 0 ? { port, listeners: given } : await claimPort({ port, host })
  if (!claim) throw new Error(`Port ${port} is in use`)
  const servers = claim.listeners.map((taken) => {
    const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: LONGEST_UPLOAD_MS }, listener)
    // Whoever is refused need not send its body: the gateway says when to go on.
    server.on('checkContinue', listener)
    return server.listen(taken)
  })
  return {
    port: claim.port,
    stop: async () => {
      endEventStreams()
      await Promise.all(servers.map(drain))
      await stopHoldingsFeed()
      await closeDirectPool()
      await app.close()
    },
  }
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handleNext: Handle,
): Promise<void> {
  const { appUrl } = config()
  const isSecure = appUrl.protocol === 'https:'
  const requestId = prepareRequest(incoming)
  const url = readTarget(incoming.url, appUrl.origin)
  if (url && isForwarded(url.pathname)) {
    await answerForward({ incoming, outgoing, url, headers: forwardHeaders({ requestId, isSecure }) })
    return
  }
  const headers = answerHeaders({ requestId, isSecure })
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  limitUpload(incoming, outgoing)
  if (!METHODS.has(incoming.method ?? '')) {
    outgoing.setHeader('allow', [...METHODS].join(', '))
    refuse(outgoing, { status: 405, code: 'method_not_allowed', detail: 'Nothing here answers this method.' })
    return
  }
  if (!url) {
    refuse(outgoing, { status: 400, code: 'malformed_request', detail: 'This address cannot be read.' })
    return
  }
  protectAnswer({ incoming, outgoing, url, isSecure, checkout: checkoutOrigins() })
  const fastRoute = findFastRoute(incoming.method, url.pathname)
  if (fastRoute) {
    const response = await fastRoute(toRequest(incoming, url), { params: Promise.resolve({}) })
    await sendResponse(response, outgoing)
    return
  }
  if (url.pathname.startsWith('/api/')) describeBareAnswer(outgoing, url.pathname)
  await handleNext(incoming, outgoing)
}

function refuse(outgoing: ServerResponse, problem: { status: number; code: string; detail: string }): void {
  const requestId = String(outgoing.req.headers['x-request-id'])
  outgoing.writeHead(problem.status, { 'content-type': 'application/problem+json' })
  outgoing.end(problemBody(new Problem(problem), { instance: '/', requestId }))
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(timer)
}
