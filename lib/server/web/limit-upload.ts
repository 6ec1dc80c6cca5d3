import type { IncomingMessage, ServerResponse } from 'node:http'

/** What our own addresses take is small: it is there by then, in milliseconds, or never. */
const UPLOAD_MS = 30_000

/** Limits how long a body may take to arrive, and lets its sender begin if it waits to be told so. */
export function limitUpload(incoming: IncomingMessage, outgoing: ServerResponse, ms = UPLOAD_MS): void {
  const { headers } = incoming
  if (headers.expect?.toLowerCase() === '100-continue') outgoing.writeContinue()
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) return
  const timer = setTimeout(() => incoming.destroy(), ms)
  incoming.once('end', () => clearTimeout(timer))
  incoming.once('close', () => clearTimeout(timer))
}
