import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream/promises'
import { type Fields, toCaller, toUpstream } from './header-rules.ts'
import { startWatch, type Watch } from './start-watch.ts'

/** In milliseconds: to be connected, to begin to answer, and between two pieces in either direction. */
export type Patience = { connect: number; answer: number; silence: number }
const PATIENCE: Patience = { connect: 5_000, answer: 60_000, silence: 120_000 }

export type Forwarding = {
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** What the answer has besides the upstream's fields, and before them. */
  headers: Readonly<Record<string, string>>
  upstream: URL
  /** Path and query, as `upstreamTarget` makes them. */
  target: string
  /** What the caller reached us by. */
  proto: 'http' | 'https'
  patience?: Patience
}

/**
 * `answered`: the upstream's answer went out, or was on its way when either side broke it off. `left`: the caller went
 * away before. `unreachable`, `timeout`: the upstream did not answer, and nobody has answered the caller yet.
 */
export type Outcome = 'answered' | 'left' | 'unreachable' | 'timeout'

// Given up before the usual five seconds of a server, which would take an idle connection away under a request.
const POOL = { keepAlive: true, maxFreeSockets: 256, timeout: 4_000 }
const agents = { http: new http.Agent(POOL), https: new https.Agent(POOL) }

/** What may be asked once more when a kept connection turns out to be closed (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/**
 * Passes a request on to the upstream and its answer back, both as they come: nothing is collected, neither side is
 * read faster than the other writes, and who goes away takes the other side along. Never rejects.
 */
export async function forwardRequest(forwarding: Forwarding): Promise<Outcome> {
  const isSecure = forwarding.upstream.protocol === 'https:'
  const first = await attempt(forwarding, isSecure ? agents.https : agents.http)
  if (first !== 'stale') return first
  const second = await attempt(forwarding, false)
  return second === 'stale' ? 'unreachable' : second
}

function attempt(forwarding: Forwarding, agent: http.Agent | false): Promise<Outcome | 'stale'> {
  const { incoming, outgoing, headers, patience = PATIENCE } = forwarding
  const hasBody = bodyOf(incoming)
  const request = openRequest(forwarding, agent)
  let isLate = false
  const watch = startWatch(patience.connect, () => {
    isLate = true
    request.destroy()
  })
  whenConnected(request, () => watch.expect(patience.answer))
  return new Promise((resolve) => {
    let isOver = false
    let hasAnswer = false
    const end = (outcome: Outcome | 'stale') => {
      if (isOver) return
      isOver = true
      watch.stop()
      outgoing.off('close', leave)
      incoming.off('data', watch.moved)
      incoming.unpipe(request)
      // What is left of a body nobody reads would stand in the way of the connection's next request.
      if (outcome === 'answered') incoming.resume()
      if (!request.writableFinished) request.destroy()
      resolve(outcome)
    }
    const leave = () => {
      request.destroy()
      end('left')
    }
    const fail = (code?: string) => {
      const isStale = request.reusedSocket && code === 'ECONNRESET' && !isLate
      const isSafe = !hasBody && IDEMPOTENT.has(incoming.method ?? '')
      end(isStale && isSafe ? 'stale' : isLate ? 'timeout' : 'unreachable')
    }
    outgoing.once('close', leave)
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code))
    request.on('close', () => {
      if (!hasAnswer) fail()
    })
    request.once('response', (answer) => {
      hasAnswer = true
      outgoing.off('close', leave)
      watch.expect(patience.silence)
      passBack({ answer, outgoing, headers, watch }).then(end)
    })
    if (hasBody) {
      incoming.on('data', watch.moved)
      incoming.pipe(request)
    } else request.end()
  })
}

/** Sends the answer on, until it is whole or one of the two breaks it off, which then both do. */
async function passBack(options: {
  answer: IncomingMessage
  outgoing: ServerResponse
  headers: Forwarding['headers']
  watch: Watch
}): Promise<Outcome> {
  const { answer, outgoing, headers, watch } = options
  try {
    const fields = toCaller(answer.headersDistinct as Fields, (name) => Object.hasOwn(headers, name))
    outgoing.writeHead(answer.statusCode ?? 502, { ...headers, ...fields })
  } catch {
    // No answer that HTTP knows.
    answer.destroy()
    return 'unreachable'
  }
  // A stream of events may have nothing to say for a while; that it is there is said at once.
  outgoing.flushHeaders()
  answer.on('data', watch.moved)
  await pipeline(answer, outgoing).catch(() => outgoing.destroy())
  return 'answered'
}

function openRequest(forwarding: Forwarding, agent: http.Agent | false): ClientRequest {
  const { incoming, upstream, target, proto } = forwarding
  const { request } = upstream.protocol === 'https:' ? https : http
  return request({
    host: upstream.hostname.replace(/^\[|\]$/g, ''),
    port: upstream.port || (upstream.protocol === 'https:' ? 443 : 80),
    method: incoming.method,
    path: target,
    agent,
    setHost: false,
    headers: toUpstream({
      fields: incoming.headersDistinct as Fields,
      upstreamHost: upstream.host,
      remoteAddress: incoming.socket.remoteAddress,
      proto,
    }),
  })
}

function bodyOf({ headers }: IncomingMessage): boolean {
  return 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0
}

function whenConnected(request: ClientRequest, then: () => void): void {
  request.once('socket', (socket) => {
    const event = 'encrypted' in socket ? 'secureConnect' : 'connect'
    if (request.reusedSocket || !socket.connecting) then()
    else socket.once(event, then)
  })
}
