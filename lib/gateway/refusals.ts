import type { IncomingMessage } from 'node:http'

/** Why a call is not passed on, or its answer not. */
export type Refusal = { status: number; code: string; detail: string; headers?: Record<string, string> }

export const UNAUTHORIZED: Refusal = {
  status: 401,
  code: 'api_key_invalid',
  detail: 'Send a valid API key as X-API-Key. Nothing was counted.',
  headers: { 'WWW-Authenticate': 'Bearer realm="forward"' },
}
export const NO_UPSTREAM: Refusal = {
  status: 503,
  code: 'upstream_not_configured',
  detail: 'There is nothing to forward to: FORWARD_UPSTREAM_URL is not set. Nothing was counted.',
  headers: { 'Retry-After': '60' },
}
export const BAD_PATH: Refusal = {
  status: 400,
  code: 'malformed_request',
  detail: 'This address cannot be forwarded. Nothing was counted.',
}
export const NOT_COUNTED: Refusal = {
  status: 503,
  code: 'unavailable',
  detail: 'The call could not be counted, and was not made. Try again in a moment.',
  headers: { 'Retry-After': '5' },
}
export const NO_ANSWER: Refusal = {
  status: 502,
  code: 'upstream_failed',
  detail: 'What is behind this address failed to answer. The call does not count.',
}
export const TOO_LATE: Refusal = {
  status: 504,
  code: 'upstream_timeout',
  detail: 'What is behind this address did not answer in time. The call does not count.',
}
export const NO_WEBSOCKETS: Refusal = {
  status: 501,
  code: 'upgrade_not_supported',
  detail: 'Requests and answers are forwarded, WebSockets are not. Nothing was counted.',
}

/** What no gateway passes on, whoever asks. */
export function findImpossible({ method, headers }: IncomingMessage): Refusal | null {
  // An answer to it would show the caller's credentials, and whatever stands between.
  if (method === 'TRACE' || method === 'CONNECT') {
    const headers = { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' }
    return { status: 405, code: 'method_not_allowed', detail: `${method} is not forwarded.`, headers }
  }
  if (headers.upgrade?.toLowerCase() === 'websocket') {
    return NO_WEBSOCKETS
  }
  return null
}
