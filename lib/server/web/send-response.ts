import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'

/** Sends a web response as node's. `HEAD` gets everything but the body. */
export async function sendResponse(response: Response, to: ServerResponse): Promise<void> {
  to.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') to.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) to.setHeader('set-cookie', cookies)
  if (!response.body || to.req.method === 'HEAD') {
    to.end()
    // Whoever makes the body must know that nobody reads it.
    await response.body?.cancel()
    return
  }
  await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), to)
}
