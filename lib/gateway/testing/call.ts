import http, { type ClientRequest, type IncomingMessage } from 'node:http'

export type Call = {
  port: number
  path?: string
  method?: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
}

/** Begins a request and leaves it to the test. */
export function open({ port, path = '/forward', method = 'POST', headers = {} }: Call): ClientRequest {
  return http.request({ host: '127.0.0.1', port, path, method, headers, agent: false })
}

/** Its answer, once that has begun. */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
  })
}

/** Asks, and reads the whole answer. */
export async function call(options: Call) {
  const request = open(options)
  const answering = answerTo(request)
  request.end(options.body)
  const answer = await answering
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  return {
    status: answer.statusCode,
    headers: answer.headers,
    raw: pairs(answer.rawHeaders),
    body: Buffer.concat(pieces).toString(),
  }
}

/** Names as they were spelled. */
function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
  )
}
