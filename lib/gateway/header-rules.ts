/** A message's fields, each with its lines; names in lower case. */
export type Fields = Readonly<Record<string, readonly string[] | undefined>>
type Sent = Record<string, string | string[]>

/** What is between two neighbours only (RFC 9110, 7.6.1), framing included: either side frames its own messages. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
])

/** Between the caller and us. `expect` is answered by us; the host is the upstream's own. */
const NOT_FOR_UPSTREAM = new Set(['x-api-key', 'host', 'expect', 'content-length'])

/** What would speak for our origin: it serves more than this upstream. */
const NOT_FOR_CALLER = new Set(['alt-svc', 'clear-site-data', 'strict-transport-security'])
const COUNTED = /^(x-)?ratelimit/

/** Credentials of ours, whichever way they came. */
const OUR_TOKEN = /^bearer\s+(sk-|tk_)/i

/** The session's, and those of the library that keeps it. */
const OUR_COOKIE = /^\s*(__host-|__secure-)?(tackon|next-auth)\./i

/** The fields of a request as the upstream gets them: end to end ones, without anything that signs in here. */
export function toUpstream(options: {
  fields: Fields
  upstreamHost: string
  remoteAddress: string | undefined
  proto: string
}): Sent {
  const { fields } = options
  const sent = endToEnd(fields, (name) => NOT_FOR_UPSTREAM.has(name))
  if (fields.authorization?.some((line) => OUR_TOKEN.test(line))) delete sent.authorization
  if (fields.cookie) {
    const others = otherCookies(fields.cookie)
    if (others === '') delete sent.cookie
    else sent.cookie = others
  }
  sent.host = options.upstreamHost
  sent.via = join(fields.via, '1.1 tackon')
  sent['x-forwarded-for'] = join(fields['x-forwarded-for'], options.remoteAddress ?? 'unknown')
  sent['x-forwarded-proto'] = options.proto
  const [host] = fields.host ?? []
  if (host !== undefined) sent['x-forwarded-host'] = host
  // A body is passed on as it comes: in the length that was announced, or in pieces.
  const [length] = fields['content-length'] ?? []
  if (fields['transfer-encoding']) sent['transfer-encoding'] = 'chunked'
  else if (length !== undefined) sent['content-length'] = length
  return sent
}

/** The fields of an answer as the caller gets them. Those that are ours to set are left out. */
export function toCaller(fields: Fields, isOurs: (name: string) => boolean): Sent {
  const isDropped = (name: string) => NOT_FOR_CALLER.has(name) || COUNTED.test(name) || isOurs(name)
  const sent = endToEnd(fields, isDropped)
  if (fields['set-cookie'] && 'set-cookie' in sent) {
    sent['set-cookie'] = fields['set-cookie'].filter((line) => !OUR_COOKIE.test(line))
  }
  // A cache in between does not know that the answer is for one key.
  sent.vary = join(fields.vary, 'X-API-Key, Authorization')
  return sent
}

function endToEnd(fields: Fields, isDropped: (name: string) => boolean): Sent {
  const sent: Sent = {}
  const named = namedByConnection(fields)
  for (const [name, lines] of Object.entries(fields)) {
    if (!lines || HOP_BY_HOP.has(name) || named.has(name) || isDropped(name)) continue
    sent[name] = lines.length === 1 ? (lines[0] ?? '') : [...lines]
  }
  return sent
}

function namedByConnection(fields: Fields): Set<string> {
  const named = new Set<string>()
  for (const line of fields.connection ?? []) {
    for (const name of line.split(',')) named.add(name.trim().toLowerCase())
  }
  return named
}

function otherCookies(lines: readonly string[]): string {
  const cookies = lines.flatMap((line) => line.split(';')).map((cookie) => cookie.trim())
  return cookies.filter((cookie) => cookie !== '' && !OUR_COOKIE.test(cookie)).join('; ')
}

function join(lines: readonly string[] | undefined, added: string): string {
  return lines === undefined ? added : `${lines.join(', ')}, ${added}`
}
