import net from 'node:net'

/** What a load came to. Latencies in milliseconds. */
export type Load = { perSecond: number; p99: number; statuses: Record<string, number> }

const END_OF_HEADERS = '\r\n\r\n'

/**
 * As many calls as a server answers in some seconds, over so many connections, each with the next of the secrets. Leaner
 * than a general tool: on two cores, whoever asks takes from whoever answers.
 */
export async function load(options: {
  port: number
  secrets: readonly string[]
  connections: number
  seconds: number
}): Promise<Load> {
  const { port, secrets, connections, seconds } = options
  const requests = secrets.map((secret) =>
    Buffer.from(`POST /forward HTTP/1.1\r\nHost: bench\r\nX-API-Key: ${secret}\r\nContent-Length: 0\r\n\r\n`),
  )
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const started = performance.now()
  const until = started + seconds * 1000
  let turn = Math.floor(Math.random() * requests.length)
  const connection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect({ host: '127.0.0.1', port, noDelay: true })
      let asked = 0
      let heard = ''
      const ask = () => {
        asked = performance.now()
        turn = (turn + 1) % requests.length
        socket.write(requests[turn] ?? '')
      }
      socket.setEncoding('latin1')
      socket.on('connect', ask)
      socket.on('error', reject)
      socket.on('data', (piece: string) => {
        heard += piece
        if (!isWhole(heard)) return
        const now = performance.now()
        times.push(now - asked)
        const status = heard.slice(9, 12)
        statuses[status] = (statuses[status] ?? 0) + 1
        heard = ''
        if (now < until) ask()
        else resolve(void socket.destroy())
      })
    })
  await Promise.all(Array.from({ length: connections }, connection))
  const passed = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  return { perSecond: times.length / passed, p99: times[Math.floor(times.length * 0.99)] ?? 0, statuses }
}

function isWhole(text: string): boolean {
  const end = text.indexOf(END_OF_HEADERS)
  if (end < 0) return false
  const body = text.slice(end + END_OF_HEADERS.length)
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  return length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length)
}
