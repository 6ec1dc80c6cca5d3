import type { ServerResponse } from 'node:http'
import { Problem, problemBody } from '#lib/http/problem.ts'

const DETAILS: Record<number, { code: string; detail: string }> = {
  400: { code: 'malformed_request', detail: 'This request cannot be read.' },
  405: { code: 'method_not_allowed', detail: 'This address does not answer this method.' },
}

/**
 * Next answers a method no route has with a bare status. Under /api such an answer is given the form every other
 * refusal has (E.4). Next ends an answer by one of several ways, which all pass through `writeHead` and `end`.
 */
export function describeBareAnswer(outgoing: ServerResponse, instance: string): void {
  const writeHead = outgoing.writeHead.bind(outgoing) as (...args: unknown[]) => ServerResponse
  const end = outgoing.end.bind(outgoing) as (...args: unknown[]) => ServerResponse
  let body: string | null = null
  outgoing.writeHead = ((...args: unknown[]) => {
    const known = DETAILS[Number(args[0])]
    if (known && !outgoing.hasHeader('content-type') && outgoing.req.method !== 'HEAD') {
      const problem = new Problem({ status: Number(args[0]), ...known })
      body = problemBody(problem, { instance, requestId: String(outgoing.getHeader('x-request-id') ?? '') })
      outgoing.setHeader('content-type', 'application/problem+json')
      outgoing.removeHeader('content-length')
    }
    return writeHead(...args)
  }) as typeof outgoing.writeHead
  outgoing.end = ((...args: unknown[]) => {
    // What `end` would do itself, before it is too late to say that there is a body.
    if (!outgoing.headersSent) outgoing.writeHead(outgoing.statusCode)
    return body === null ? end(...args) : end(body)
  }) as typeof outgoing.end
}
