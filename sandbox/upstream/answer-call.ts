import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'

const PIECE = Buffer.alloc(64 * 1024, 'tackon ')

/**
 * What the demo's API does, by its path: `/stream?count=5&every=500` sends events, `/bytes/1000000` so many bytes,
 * `/status/404` that status, `/fail/reset`, `/fail/hang` and `/fail/half` fail before, instead of and amid an answer. All others
 * are told what was asked: method, path, headers and how many bytes the body had.
 */
export async function answerCall(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://upstream')
  const [, kind, word = ''] = url.pathname.split('/')
  switch (kind) {
    case 'stream':
      return sendEvents(response, url.searchParams)
    case 'bytes':
      return sendBytes(response, Number(word))
    case 'status':
      return sendStatus(response, Number(word))
    case 'fail':
      return fail(message, response, word)
    default:
      return echo(message, response, url)
  }
}

async function echo(message: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  let bytes = 0
  for await (const piece of message) bytes += (piece as Buffer).length
  const body = {
    method: message.method,
    path: url.pathname,
    query: url.search,
    headers: message.headersDistinct,
    body: { bytes },
  }
  response.setHeader('content-type', 'application/json')
  response.end(`${JSON.stringify(body, null, 2)}\n`)
}

async function sendEvents(response: ServerResponse, query: URLSearchParams): Promise<void> {
  const count = numberOf(query.get('count'), { fallback: 5, most: 1_000 })
  const every = numberOf(query.get('every'), { fallback: 500, most: 60_000 })
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  for (let event = 1; event <= count && !response.destroyed; event += 1) {
    response.write(`data: ${event} of ${count}\n\n`)
    if (event < count) await wait(every)
  }
  response.end()
}

async function sendBytes(response: ServerResponse, asked: number): Promise<void> {
  const bytes = Number.isSafeInteger(asked) && asked >= 0 ? asked : 0
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes })
  await pipeline(Readable.from(pieces(bytes)), response)
}

function* pieces(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length) {
    yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE
  }
}

async function sendStatus(response: ServerResponse, asked: number): Promise<void> {
  const status = Number.isInteger(asked) && asked >= 200 && asked <= 599 ? asked : 400
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}\n`)
}

async function fail(message: IncomingMessage, response: ServerResponse, how: string): Promise<void> {
  if (how === 'hang') return
  if (how === 'half') {
    response.writeHead(200, { 'content-length': PIECE.length })
    response.write(PIECE.subarray(0, 100), () => message.socket.destroy())
    return
  }
  message.socket.resetAndDestroy()
}

function numberOf(text: string | null, limits: { fallback: number; most: number }): number {
  const value = Number(text ?? limits.fallback)
  return Number.isInteger(value) && value >= 0 ? Math.min(value, limits.most) : limits.fallback
}
