import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerForward } from '#lib/gateway/answer-forward.ts'
import type { Forwarding, Outcome } from '#lib/gateway/forward-request.ts'
import { forwardHeaders, prepareRequest } from '../web/prepare-request.ts'
import { readTarget } from '../web/read-target.ts'
import { COUNTERS, NAMES, openCounter } from './counters.ts'

/**
 * Servers that answer a call. `ours` is the gateway without an upstream's time; all but `bare` answer what it answers,
 * byte for byte but the count (BENCH_HEADERS), since whoever counts has to tell as much.
 */
export const CONTESTANTS = [...COUNTERS, 'bare', 'bare-same'] as const
export type Contestant = (typeof CONTESTANTS)[number]

export const AGAINST: Readonly<Record<Exclude<Contestant, 'ours'>, string>> = {
  'bare-same': 'bare node:http, the same answer from memory',
  bare: 'bare node:http, two bytes',
  ...NAMES,
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

export async function listenerOf(contestant: Contestant): Promise<Listener> {
  switch (contestant) {
    case 'ours':
      return ours
    case 'bare':
      return (_incoming, outgoing) => outgoing.end('ok')
    case 'bare-same':
      return (_incoming, outgoing) => answerSame(outgoing, 0)
    default: {
      const { count } = await openCounter(contestant)
      return async ({ headers }, outgoing) => answerSame(outgoing, await count(String(headers['x-api-key'])))
    }
  }
}

async function ours(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = forwardHeaders({ requestId: prepareRequest(incoming), isSecure: false })
  const url = readTarget(incoming.url, 'http://localhost:3000')
  if (!url) throw new Error('an address that cannot be read')
  await answerForward({ incoming, outgoing, url, headers }, { forward: answerAtOnce })
}

/** In the place of an upstream. */
async function answerAtOnce({ outgoing, headers }: Forwarding): Promise<Outcome> {
  outgoing.writeHead(200, { ...headers, 'content-length': 2 }).end('ok')
  return 'answered'
}

const same: Record<string, string> = JSON.parse(process.env.BENCH_HEADERS ?? '{}')

function answerSame(outgoing: ServerResponse, remaining: number): void {
  const headers = { ...same, 'x-ratelimit-remaining': String(remaining), 'content-length': 2 }
  outgoing.writeHead(200, headers).end('ok')
}
