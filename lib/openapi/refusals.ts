import type { RouteFacts } from '#lib/http/route-types.ts'
import type { Method } from './routes-of.ts'

/** Refusals that come before a route's own work, in words. */
export const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The body is not JSON, or what is asked is refused.',
  401: 'Nobody is signed in, or the token is not valid.',
  403: 'The caller may not do this, or a browser sent it from another site.',
  404: 'There is nothing at this address for the caller.',
  409: 'The same request is being worked on, or it comes too late.',
  413: 'The body is too large.',
  415: 'The body is not sent as JSON.',
  422: 'The request has the wrong shape; it says which field.',
  429: 'Too many requests; `Retry-After` says when to come back.',
}

/** Which of them a route has, by what it declares (lib/http/route.ts: the order they are checked in). */
export function refusalsOf(options: { facts: RouteFacts; method: Method; path: string }): number[] {
  const { facts, method, path } = options
  const changes = method !== 'get'
  const readsJson = changes && facts.body !== 'raw' && facts.body !== 'stream'
  const has: Record<number, boolean> = {
    400: changes,
    401: facts.access !== 'public',
    403: changes || facts.access === 'customer' || facts.access === 'admin',
    404: path.includes('{'),
    409: changes && facts.access !== 'public',
    413: changes && facts.body !== 'stream',
    415: readsJson,
    422: readsJson || facts.query !== undefined,
    429: facts.limit !== undefined,
  }
  return Object.keys(has)
    .map(Number)
    .filter((status) => has[status])
}
