import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Handler, HttpReply, HttpRequest, Route } from './http-types.ts'
import { type HttpServer, listen } from './listen.ts'
import { guardLoopback } from './loopback-guard.ts'
import { matchRoute } from './match-route.ts'
import { notFound, Problem, problemReply } from './problem.ts'
import { readBody } from './read-body.ts'

const bodyLimit = 1024 * 1024

export type HttpFace = {
  /** 0 takes a free port. */
  readonly port: number
  readonly routes: readonly Route[]
  /** Refuse mutations that carry the Origin of another page. */
  readonly checkOrigin: boolean
  /** Runs around every matched route, e.g. authentication and faults. */
  readonly around?: (request: HttpRequest, next: Handler) => HttpReply | Promise<HttpReply>
  /** How this face words a refusal; `Problem` and unexpected errors come here when not given otherwise. */
  readonly wordError?: (error: unknown) => HttpReply | null
}

/** A server on 127.0.0.1 only; every refusal and every unexpected error is answered, none escapes. */
export async function startHttpServer(face: HttpFace): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (message, response) => {
    answer({ face, message })
      .catch((error: unknown) => replyTo({ error, face }))
      .then((reply) => send({ reply, response, head: message.method === 'HEAD' }))
  })
  return listen(server, face.port)
}

async function answer(input: {
  readonly face: HttpFace
  readonly message: IncomingMessage
}): Promise<HttpReply> {
  const { face, message } = input
  const method = message.method ?? 'GET'
  guardLoopback({ method, headers: message.headers, checkOrigin: face.checkOrigin })
  const rawBody = await readBody({ message, limit: bodyLimit })
  if (!rawBody) {
    throw new Problem({
      status: 413,
      code: 'body_too_large',
      title: 'Body too large',
      detail: 'At most 1 MiB is read.',
    })
  }
  const url = URL.parse(message.url ?? '/', `http://${message.headers.host}`)
  if (!url) throw notFound('The address cannot be read.')
  const match = matchRoute({
    routes: face.routes,
    method: method === 'HEAD' ? 'GET' : method,
    pathname: url.pathname,
  })
  switch (match.kind) {
    case 'none':
      throw notFound(`There is nothing at ${url.pathname}.`)
    case 'wrong-method':
      throw new Problem({
        status: 405,
        code: 'method_not_allowed',
        title: 'Method not allowed',
        detail: `${url.pathname} takes ${match.allowed.join(', ')}.`,
      })
    case 'route': {
      const request: HttpRequest = { method, url, params: match.params, headers: message.headers, rawBody }
      const next: Handler = (given) => match.route.handle(given)
      return face.around ? face.around(request, next) : next(request)
    }
    default:
      return match satisfies never
  }
}

function replyTo({ error, face }: { readonly error: unknown; readonly face: HttpFace }): HttpReply {
  const worded = face.wordError?.(error)
  if (worded) return worded
  if (error instanceof Problem) return problemReply(error)
  console.error('sandbox: unexpected error', error)
  const detail = 'The sandbox failed; its log tells why.'
  return problemReply(new Problem({ status: 500, code: 'internal', title: 'Sandbox error', detail }))
}

function send(input: {
  readonly reply: HttpReply
  readonly response: ServerResponse
  readonly head: boolean
}): void {
  const { reply, response } = input
  switch (reply.kind) {
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'answer':
      response.writeHead(reply.status, {
        ...reply.headers,
        'content-length': String(Buffer.byteLength(reply.body)),
      })
      response.end(input.head ? undefined : reply.body)
      return
    default:
      reply satisfies never
  }
}
