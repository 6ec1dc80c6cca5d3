import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from './problem.ts'

const loopbackHost = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]|[a-z0-9-]+\.localhost)(:\d+)?$/i

/**
 * Refuses what a foreign web page could reach through a person's browser: a name that was rebound to
 * 127.0.0.1 (the Host header tells), and mutations sent from another origin.
 */
export function guardLoopback(input: {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly checkOrigin: boolean
}): void {
  const { host, origin } = input.headers
  if (!host || !loopbackHost.test(host)) {
    throw refusal(
      'foreign_host',
      'The sandbox answers only to loopback names such as 127.0.0.1 or localhost.',
    )
  }
  const mutates = input.method !== 'GET' && input.method !== 'HEAD'
  if (input.checkOrigin && mutates && origin !== undefined && origin !== `http://${host}`) {
    throw refusal('foreign_origin', 'A page of another origin may not change the sandbox.')
  }
}

function refusal(code: string, detail: string): Problem {
  return new Problem({ status: 403, code, title: 'Refused', detail })
}
