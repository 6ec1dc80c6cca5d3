import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#lib/http/log.ts'
import { Problem, problemBody } from '#lib/http/problem.ts'
import { observeRequest } from '#lib/http/request-metrics.ts'
import { isSecret } from '#lib/keys/secret.ts'
import { type Decision, decide } from '#lib/metering/decide.ts'
import { giveBackRequest } from '#lib/metering/give-back-request.ts'
import { loadLimitAdvice } from '#lib/metering/load-limit-advice.ts'
import { withoutUnit } from '#lib/metering/share-rules.ts'
import { config } from '#lib/server/config.ts'
import { type Forwarding, forwardRequest, type Outcome, type Patience } from './forward-request.ts'
import { NO_ADVICE } from './limit-body-rules.ts'
import { limitBodyText } from './limit-body-text.ts'
import { quotaHeaders } from './quota-header-rules.ts'
import {
  BAD_PATH,
  findImpossible,
  NO_ANSWER,
  NO_UPSTREAM,
  NOT_COUNTED,
  type Refusal,
  TOO_LATE,
  UNAUTHORIZED,
} from './refusals.ts'
import { upstreamTarget } from './target-rules.ts'

type Headers = Readonly<Record<string, string>>
/** `headers`: what every answer begins with. Names in lower case, `x-request-id` among them. */
type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse; url: URL; headers: Headers }
type Admitted = Extract<Decision, { outcome: 'admitted' }>
type Denied = Extract<Decision, { outcome: 'denied' }>

/** How the gateway reaches what it stands before. */
export type Forward = (forwarding: Forwarding) => Promise<Outcome>

/**
 * `/forward` and everything below it (S2.3): who calls, whether something is left, then the upstream's answer. What is
 * refused before the decision consumes nothing, and what the upstream does not answer is given back.
 *
 * @param options.forward only measurements without an upstream's time have another
 */
export async function answerForward(
  exchange: Exchange,
  options: { forward?: Forward; patience?: Patience } = {},
): Promise<void> {
  const { incoming, outgoing } = exchange
  const started = performance.now()
  await answer(exchange, options)
  const seconds = (performance.now() - started) / 1000
  const method = incoming.method ?? 'GET'
  observeRequest({ route: `${method} /forward`, method, status: outgoing.statusCode, seconds })
}

async function answer(
  exchange: Exchange,
  { forward = forwardRequest, patience }: { forward?: Forward; patience?: Patience },
): Promise<void> {
  const { incoming, outgoing, url } = exchange
  const { forwardUpstream: upstream, appUrl } = config()
  const secret = readSecret(incoming.headers)
  if (secret === null) return refuse(exchange, UNAUTHORIZED)
  if (upstream === null) return refuse(exchange, NO_UPSTREAM)
  const impossible = findImpossible(incoming)
  if (impossible) return refuse(exchange, impossible)
  const target = upstreamTarget(url, upstream)
  if (target === null) return refuse(exchange, BAD_PATH)

  const decision = await decide(secret).catch((error: unknown) => {
    log().error({ err: error, requestId: exchange.headers['x-request-id'] }, 'a call could not be counted')
    return null
  })
  if (!decision) return refuse(exchange, NOT_COUNTED)
  if (decision.outcome === 'unknown') return refuse(exchange, UNAUTHORIZED)
  if (decision.outcome === 'denied') return deny(exchange, decision)

  const { quota, unit } = decision
  // Only now: who is refused need not send its body.
  if (incoming.headers.expect?.toLowerCase() === '100-continue') outgoing.writeContinue()
  const proto = appUrl.protocol === 'https:' ? 'https' : 'http'
  const outcome = await forward({
    incoming,
    outgoing,
    headers: { ...exchange.headers, ...quotaHeaders(quota, unit.source.kind) },
    upstream,
    target,
    proto,
    ...(patience ? { patience } : {}),
  })
  if (outcome === 'unreachable' || outcome === 'timeout') await giveBack(exchange, decision, outcome)
}

/** The upstream did not answer: the unit goes back, once, and nothing of it is told. */
async function giveBack(
  exchange: Exchange,
  { quota, unit }: Admitted,
  outcome: 'unreachable' | 'timeout',
): Promise<void> {
  const requestId = exchange.headers['x-request-id']
  log().warn({ requestId, apiKeyId: quota.apiKeyId, outcome }, 'the upstream did not answer')
  await giveBackRequest(unit).catch((error: unknown) => {
    log().error({ err: error, requestId, apiKeyId: quota.apiKeyId }, 'a unit could not be given back')
  })
  const left = withoutUnit({ source: unit.source, left: quota.left })
  refuse(exchange, outcome === 'timeout' ? TOO_LATE : NO_ANSWER, quotaHeaders({ ...quota, left }, 'base'))
}

/** 429 with the ways past it (S2.5). */
async function deny(exchange: Exchange, { quota, used, key, reason }: Denied): Promise<void> {
  const advice =
    reason === 'ceiling'
      ? NO_ADVICE
      : await loadLimitAdvice({ key, quota, used, appUrl: config().appUrl }).catch((error: unknown) => {
          log().error({ err: error, requestId: exchange.headers['x-request-id'] }, 'no advice could be given')
          return NO_ADVICE
        })
  const body = limitBodyText({ key, quota, used, reason, advice })
  end(exchange, { status: 429, type: 'application/json', headers: quotaHeaders(quota, 'denied'), body })
}

/** `X-API-Key`, or the same as a bearer token. Null: nothing that can be a secret of ours. */
function readSecret(headers: IncomingHttpHeaders): string | null {
  const given = headers['x-api-key']
  const key = typeof given === 'string' ? given : /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return key !== undefined && isSecret(key) ? key : null
}

function refuse(exchange: Exchange, { headers, ...refusal }: Refusal, quota?: Headers): void {
  const context = { instance: exchange.url.pathname, requestId: exchange.headers['x-request-id'] ?? '' }
  end(exchange, {
    status: refusal.status,
    type: 'application/problem+json',
    headers: { ...headers, ...quota },
    body: problemBody(new Problem(refusal), context),
  })
}

function end(
  { incoming, outgoing, headers }: Exchange,
  answer: { status: number; type: string; headers: Headers; body: string },
): void {
  const { status, type, body } = answer
  outgoing.writeHead(status, {
    ...headers,
    ...answer.headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}
