import { z } from 'zod'
import { config } from '#lib/server/config.ts'
import { findUnsafeValue } from './find-unsafe-value.ts'
import { Problem } from './problem.ts'
import { readBytes } from './read-json-body.ts'

const MAX_AUTH_BODY_BYTES = 16 * 1024
const flatBody = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]).transform(String))

/**
 * What next-auth is given. It trusts its input more than we do: it parses bodies of any size and form, and calls a
 * callback address it cannot read a defect of ours (500). Answers the same request made plain, or throws a `Problem`.
 */
export async function guardAuthRequest(request: Request): Promise<Request> {
  const url = new URL(request.url)
  refuseBadCallback(url.searchParams.getAll('callbackUrl'))
  refuseBadCallback(callbackCookies(request.headers.get('cookie')))
  if (findUnsafeValue(Object.fromEntries(url.searchParams))) throw malformed()
  if (request.method !== 'POST') return new Request(url, { method: request.method, headers: request.headers })

  const fields = parse(
    await readBytes(request, MAX_AUTH_BODY_BYTES),
    request.headers.get('content-type') ?? '',
  )
  if (findUnsafeValue(fields)) throw malformed()
  refuseBadCallback(fields.callbackUrl === undefined ? [] : [fields.callbackUrl])
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/x-www-form-urlencoded')
  headers.delete('content-length')
  return new Request(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
}

function parse(bytes: Uint8Array, contentType: string): Record<string, string> {
  const text = new TextDecoder().decode(bytes)
  if (text === '') return {}
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text))
  if (!contentType.startsWith('application/json')) {
    throw new Problem({ status: 415, code: 'unsupported_media_type', detail: 'Send a form or JSON.' })
  }
  try {
    return flatBody.parse(JSON.parse(text))
  } catch (cause) {
    throw malformed(cause)
  }
}

/** The values of next-auth's own cookie that remembers where to go, under either of its names. */
function callbackCookies(header: string | null): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (!/next-auth\.callback-url$/.test(name.trim())) return []
    try {
      return [decodeURIComponent(value.trim())]
    } catch {
      return [' ']
    }
  })
}

function refuseBadCallback(values: string[]): void {
  for (const value of values) {
    const target = URL.canParse(value, config().appUrl) ? new URL(value, config().appUrl) : null
    if (value !== '' && !/^https?:$/.test(target?.protocol ?? '')) throw malformed()
    // next-auth resolves what has no scheme only when it starts with a slash.
    if (value !== '' && !/^(\/|https?:)/i.test(value)) throw malformed()
  }
}

const malformed = (cause?: unknown) =>
  new Problem({
    status: 400,
    code: 'malformed_request',
    detail: 'This sign-in request cannot be read.',
    cause,
  })
