import type { ServerResponse } from 'node:http'
import { Problem, problemBody } from '#lib/http/problem.ts'

const DETAILS: Record<number, { code: string; detail: string }> = {
  400: { code: 'malformed_request', detail: 'This request cannot be read.' },
  405: { code: 'method_not_allowed', detail: 'This address does not answer this method.' },
}

/**
 * Next answers a method no route has with a bare status. Under /api such an answer is given the form every other
 * refusal has (E.4).
 */
export function describeBareAnswer(outgoing: ServerResponse, instance: string): void {
  const end = outgoing.end.bind(outgoing) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse
  outgoing.end = ((chunk?: unknown, ...rest: unknown[]) => {
    const known = DETAILS[outgoing.statusCode]
    const isBare = !outgoing.headersSent && !outgoing.hasHeader('content-type')
    if (!known || !isBare || outgoing.req.method === 'HEAD') return end(chunk, ...rest)
    const requestId = String(outgoing.getHeader('x-request-id') ?? '')
    outgoing.setHeader('content-type', 'application/problem+json')
    outgoing.removeHeader('content-length')
    return end(problemBody(new Problem({ status: outgoing.statusCode, ...known }), { instance, requestId }))
  }) as typeof outgoing.end
}
