import autocannon from 'autocannon'

/** What a load came to. `p99` in milliseconds. */
export type Load = { perSecond: number; p99: number; statuses: Record<string, number> }

/** As many calls as a server answers in some seconds, over so many connections: each has its part of the secrets. */
export async function load(options: {
  port: number
  secrets: readonly string[]
  connections: number
  seconds: number
}): Promise<Load> {
  const { port, secrets, connections, seconds } = options
  const requestsOf = (secret: string) => ({ headers: { 'x-api-key': secret } })
  let index = 0
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/forward`,
    method: 'POST',
    connections,
    duration: seconds,
    setupClient: (client) => {
      const own = secrets.filter((_, place) => place % connections === index % connections)
      client.setRequests((own.length > 0 ? own : secrets).map(requestsOf))
      index += 1
    },
  })
  const statuses = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count])
  return {
    perSecond: result.requests.total / result.duration,
    p99: result.latency.p99,
    statuses: Object.fromEntries(statuses),
  }
}
