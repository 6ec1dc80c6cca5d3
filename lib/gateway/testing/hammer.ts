import http from 'node:http'

/** What a key's callers were told. */
export type Told = { admitted: number; fromPacks: number; denied: number; other: number }

/**
 * So many callers that ask without a pause, key after key and process after process, until told to stop. A call that was
 * broken off was told nothing.
 */
export function hammer(options: { ports: () => number[]; secrets: readonly string[]; callers: number }) {
  const agent = new http.Agent({ keepAlive: true })
  const told = new Map<string, Told>(
    options.secrets.map((secret) => [secret, { admitted: 0, fromPacks: 0, denied: 0, other: 0 }]),
  )
  let isOver = false
  let turn = 0
  const caller = async () => {
    while (!isOver) {
      turn += 1
      const ports = options.ports()
      const secret = options.secrets[turn % options.secrets.length] ?? ''
      const port = ports[Math.floor(turn / options.secrets.length) % ports.length] ?? 0
      const answer = await ask({ agent, port, secret })
      const entry = told.get(secret)
      if (!entry || answer === null) continue
      if (answer.status === 200) entry.admitted += 1
      else if (answer.status === 429) entry.denied += 1
      else entry.other += 1
      if (answer.isFromPack) entry.fromPacks += 1
    }
  }
  const running = Promise.all(Array.from({ length: options.callers }, caller))
  return {
    told,
    stop: async () => {
      isOver = true
      await running
      agent.destroy()
    },
  }
}

function ask(options: { agent: http.Agent; port: number; secret: string }) {
  const { agent, port, secret } = options
  return new Promise<{ status: number | undefined; isFromPack: boolean } | null>((resolve) => {
    const request = http.request({
      agent,
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/forward',
      headers: { 'X-API-Key': secret },
    })
    request.on('error', () => setImmediate(resolve, null))
    request.on('response', (answer) => {
      answer.resume()
      const isFromPack = answer.headers['x-ratelimit-used-addon'] === 'true'
      // Its headers are the acknowledgement, whatever becomes of its body.
      answer.on('close', () => resolve({ status: answer.statusCode, isFromPack }))
    })
    request.end()
  })
}
