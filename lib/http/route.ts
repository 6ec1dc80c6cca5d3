import { z } from 'zod'
import type { Principal } from '#lib/auth/principal.ts'
import { now } from '#lib/db/clock.ts'
import { answerOf, answerOfProblem, responseOf } from './answer.ts'
import { authorize } from './authorize.ts'
import { idempotencyKeyOf, requestHash } from './idempotency.ts'
import { log } from './log.ts'
import { problemOfError } from './problem-of-error.ts'
import { takeRate } from './rate-limit.ts'
import { type JsonBody, MAX_BODY_BYTES, readBytes, readJsonBody } from './read-json-body.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'
import { requestIdOf } from './request-id.ts'
import { observeRequest } from './request-metrics.ts'
import type {
  Access,
  Call,
  Face,
  RouteContext,
  RouteDeclaration,
  RouteHandler,
  RouteParams,
} from './route-types.ts'
import { runOnce } from './run-once.ts'
import { validate, validateParams } from './validate.ts'

type Seen = {
  url: URL
  requestId: string
  route: string
  principal: Principal | null
  face: Face | undefined
}

const noBody = z.union([z.undefined(), z.strictObject({})])

/**
 * A route: who may call it, what it accepts, what it runs, how the answer is shaped. This wrapper owns credentials,
 * cross-site checks, parsing, limits, idempotency, errors, request ids, logs and metrics, in that order.
 */
export function route<Who extends Access, Result, Params = undefined, Query = undefined, Body = undefined>(
  declaration: RouteDeclaration<Who, Params, Query, Body, Result>,
): RouteHandler {
  const handler: RouteHandler = async (request, context) => {
    const started = performance.now()
    const url = new URL(request.url)
    const params = (await context.params) ?? {}
    const requestId = requestIdOf(request.headers.get('x-request-id'))
    const name = declaration.name ?? `${request.method} ${pathPattern(url.pathname, params)}`
    const seen: Seen = { url, requestId, route: name, principal: null, face: declaration.face }
    const response = await run(declaration, request, { params: Promise.resolve(params) }, seen).catch(
      (error: unknown) => refuse(error, seen),
    )
    const seconds = (performance.now() - started) / 1000
    observeRequest({ route: name, method: request.method, status: response.status, seconds })
    const { principal } = seen
    log().info({
      requestId,
      route: name,
      status: response.status,
      ms: Math.round(seconds * 1000),
      ...(principal
        ? { userId: principal.userId, customerId: principal.customerId, via: principal.via }
        : {}),
    })
    return response
  }
  return Object.assign(handler, { facts: declaration })
}

async function run<Who extends Access, Params, Query, Body, Result>(
  declaration: RouteDeclaration<Who, Params, Query, Body, Result>,
  request: Request,
  context: RouteContext,
  seen: Seen,
): Promise<Response> {
  const principal = await authorize(declaration.access, request)
  seen.principal = principal
  refuseCrossSite(request, principal)

  const params = declaration.params ? validateParams(declaration.params, await context.params) : undefined
  const search = Object.fromEntries(groupSearch(seen.url.searchParams))
  const query = declaration.query ? validate(declaration.query, search, 'query') : undefined
  const sent = await readBody(declaration.body, request)
  const body = parseBody(declaration.body, sent)

  const caller = principal === null ? 'anonymous' : `${principal.userId}:${principal.customerId ?? '-'}`
  if (declaration.limit) await takeRate({ rateClass: declaration.limit, caller })

  const call: Omit<Call<Who, Params, Query, Body>, 'idempotency'> = {
    principal,
    // What a declaration leaves out has the type `undefined`, which is what stands here then.
    params: params as Params,
    query: query as Query,
    body: body as Body,
    bytes: sent.bytes,
    request,
    context,
    requestId: seen.requestId,
    now: await now(),
  }
  // Nobody in particular has no keys of their own: public mutations repeat harmlessly by themselves.
  const key = principal === null || isRead(request) ? null : idempotencyKeyOf(request)
  const headers = { 'x-request-id': seen.requestId }
  if (key === null) {
    const result = await declaration.handle({ ...call, idempotency: { commit: async () => {} } })
    return result instanceof Response
      ? withHeaders(result, headers)
      : responseOf(answerOf(declaration.respond, result), headers)
  }
  const path = `${seen.url.pathname}${seen.url.search}`
  return runOnce({
    attempt: {
      principal: caller,
      route: seen.route,
      key,
      requestHash: requestHash({ method: request.method, path, bytes: sent.bytes }),
    },
    headers,
    respond: declaration.respond,
    handle: (idempotency) => declaration.handle({ ...call, idempotency }),
    refuse: (error) => answerOfFailure(error, seen),
  })
}

async function readBody(schema: unknown, request: Request): Promise<JsonBody> {
  if (isRead(request) || schema === 'stream') return { bytes: new Uint8Array(0), value: undefined }
  if (schema === 'raw') return { bytes: await readBytes(request, MAX_BODY_BYTES), value: undefined }
  return readJsonBody(request)
}

function parseBody<Body>(
  schema: RouteDeclaration<Access, unknown, unknown, Body, unknown>['body'],
  sent: JsonBody,
): Body | undefined {
  if (schema === 'raw' || schema === 'stream') return undefined
  if (schema) return validate(schema, sent.value, 'body')
  validate(noBody, sent.value, 'body')
  return undefined
}

function refuse(error: unknown, seen: Seen): Response {
  return responseOf(answerOfFailure(error, seen), { 'x-request-id': seen.requestId })
}

function answerOfFailure(error: unknown, seen: Seen) {
  const problem = problemOfError(error)
  if (problem.status >= 500 || problem.code === 'invalid_value') {
    log().error(
      { requestId: seen.requestId, route: seen.route, err: problem.cause ?? problem },
      'request failed',
    )
  }
  const { requestId, face } = seen
  return answerOfProblem(problem, { instance: seen.url.pathname, requestId, face })
}

function isRead(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

/** `/api/tokens/0190…` with params {id: '0190…'} is `/api/tokens/{id}`; ids must not multiply series and records. */
function pathPattern(pathname: string, params: RouteParams): string {
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries(params))
    for (const part of [value].flat()) if (part) names.set(part, name)
  const parts = pathname.split('/').filter((part) => part !== '')
  return `/${parts.map((part) => (names.has(part) ? `{${names.get(part)}}` : part)).join('/')}`
}

/** A parameter given several times becomes a list, which a schema that wants one value refuses. */
function groupSearch(search: URLSearchParams): Map<string, string | string[]> {
  return new Map(
    [...new Set(search.keys())].map((name) => {
      const [first = '', ...rest] = search.getAll(name)
      return [name, rest.length === 0 ? first : [first, ...rest]]
    }),
  )
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
