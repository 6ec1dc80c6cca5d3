import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestIdOf } from '#lib/http/request-id.ts'
import {
  API_CONTENT_SECURITY_POLICY,
  type CheckoutOrigins,
  contentSecurityPolicy,
  DOCUMENT_HEADERS,
  securityHeaders,
} from '#lib/http/security-headers.ts'

/** Headers that mean something to what runs behind us, and that a client therefore may not send. */
const OURS = /^x-(nonce$|pathname$|matched-path$|middleware-|invoke-|now-|vercel-)/

function isOurs(name: string): boolean {
  return name.startsWith('x-') ? OURS.test(name) : name === 'content-security-policy'
}

/**
 * What every request goes through first: it gets a request id, and its headers are cleaned of what is ours to say.
 * Before anybody has asked for `headersDistinct`: Node makes them of `rawHeaders` then. Answers the id.
 */
export function prepareRequest(incoming: IncomingMessage): string {
  for (const name in incoming.headers) if (isOurs(name)) setHeader(incoming, name, null)
  const requestId = requestIdOf(incoming.headers['x-request-id']?.toString())
  setHeader(incoming, 'x-request-id', requestId)
  return requestId
}

const always = { true: machineHeaders(true), false: machineHeaders(false) }

/** What an answer begins with that only programs read, the gateway's; names in lower case. */
export function forwardHeaders(options: { requestId: string; isSecure: boolean }): Record<string, string> {
  return { ...always[`${options.isSecure}`], 'x-request-id': options.requestId }
}

/** What every other answer begins with; names in lower case. */
export function answerHeaders(options: { requestId: string; isSecure: boolean }): Record<string, string> {
  return { ...forwardHeaders(options), ...DOCUMENT_HEADERS }
}

function machineHeaders(isSecure: boolean): Record<string, string> {
  return { ...securityHeaders({ isSecure }), 'content-security-policy': API_CONTENT_SECURITY_POLICY }
}

/** The policy of a page. Its nonce goes to Next in the policy, and to the page as `x-nonce`. */
export function protectAnswer(options: {
  incoming: IncomingMessage
  outgoing: ServerResponse
  url: URL
  isSecure: boolean
  checkout: CheckoutOrigins
}): void {
  const { incoming, outgoing, url, isSecure } = options
  if (url.pathname.startsWith('/api/')) return
  const nonce = randomBytes(16).toString('base64')
  // A page reached by a link inside the product keeps the policy of the first one: only sign-in, which is always left
  // with a full load, can do without the checkout.
  const checkout = url.pathname.startsWith('/sign-in') ? null : options.checkout
  const policy = contentSecurityPolicy({ nonce, checkout, isSecure })
  setHeader(incoming, 'x-nonce', nonce)
  setHeader(incoming, 'x-pathname', addressOf(url))
  setHeader(incoming, 'content-security-policy', policy)
  outgoing.setHeader('content-security-policy', policy)
}

/** As a person would write it: `_rsc` is how Next asks for a page's data. */
function addressOf(url: URL): string {
  const search = new URLSearchParams(url.searchParams)
  search.delete('_rsc')
  return search.size === 0 ? url.pathname : `${url.pathname}?${search}`
}

/** Node keeps a request's headers in three forms, and Next reads more than one of them. The third is made of the first. */
function setHeader(incoming: IncomingMessage, name: string, value: string | null): void {
  const { rawHeaders, headers } = incoming
  if (name in headers) {
    for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
      if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2)
    }
    delete headers[name]
  }
  if (value === null) return
  rawHeaders.push(name, value)
  headers[name] = value
}
