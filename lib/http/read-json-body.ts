import { Problem } from './problem.ts'

/** The most a request body may hold, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024

/** `value` is undefined when nothing was sent. `bytes` are the body as it came. */
export type JsonBody = { bytes: Uint8Array; value: unknown }

/**
 * Reads a JSON body and nothing else. Throws a `Problem`: 415 for another content type, 413 past the limit (without
 * reading on), 400 when it is not JSON.
 */
export async function readJsonBody(request: Request): Promise<JsonBody> {
  const contentType = request.headers.get('content-type')
  if (contentType !== null && !isJson(contentType)) throw notJson()
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity') throw notJson()
  const bytes = await readBytes(request, MAX_BODY_BYTES)
  if (bytes.byteLength === 0) return { bytes, value: undefined }
  if (contentType === null) throw notJson()
  return { bytes, value: parse(bytes) }
}

/** The raw body, for whoever verifies a signature over it. Throws 413 past the limit, without reading on. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limit) throw tooLarge(limit)
  if (!request.body) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength
    if (size > limit) {
      // Not awaited: a body that never ends must not hold up the refusal.
      void reader.cancel().catch(() => {})
      throw tooLarge(limit)
    }
    chunks.push(next.value)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Problem({
      status: 400,
      code: 'malformed_json',
      detail: 'The request body is not valid JSON.',
      cause,
    })
  }
}

function isJson(contentType: string): boolean {
  const [type, ...parameters] = contentType.toLowerCase().split(';')
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='))
  return type?.trim() === 'application/json' && (!charset || /^charset="?utf-?8"?$/.test(charset))
}

const notJson = () =>
  new Problem({
    status: 415,
    code: 'unsupported_media_type',
    detail: 'Send the request body as application/json in UTF-8.',
    headers: { 'accept-post': 'application/json' },
  })

const tooLarge = (limit: number) =>
  new Problem({
    status: 413,
    code: 'body_too_large',
    detail: `The request body is larger than ${limit / 1024} KiB.`,
  })
