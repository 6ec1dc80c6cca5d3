import type { IncomingMessage } from 'node:http'

/** Reads the body whole. Returns null past `limit` bytes. */
export async function readBody({
  message,
  limit,
}: {
  readonly message: IncomingMessage
  readonly limit: number
}): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    // The rest is read and thrown away, so that the client sees our answer instead of a broken pipe.
    if (size <= limit) chunks.push(chunk)
  }
  return size > limit ? null : Buffer.concat(chunks)
}

export type ParsedObject =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly reason: string }

/** An empty body counts as `{}`: several calls of both faces take no input. */
export function parseJsonObject(raw: Buffer): ParsedObject {
  if (raw.length === 0) return { ok: true, value: {} }
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'))
    if (!isObject(value)) return { ok: false, reason: 'the body must be a JSON object' }
    return { ok: true, value }
  } catch {
    return { ok: false, reason: 'the body is not valid JSON' }
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
