import type { HttpReply, HttpRequest } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import { newId } from '../../store/new-id.ts'
import { inSavepoint, inTransaction } from '../../store/open-store.ts'
import { actAt, type StripeContext } from '../stripe-context.ts'
import type { ApiRoute } from './api-route.ts'
import { expand } from './expand.ts'
import { findReplay, type IdempotentCall, idempotentCall, inUse, keepAnswer } from './idempotency.ts'
import { type Form, readForm } from './read-form.ts'
import { serialize } from './serialize.ts'
import { StripeError, statusOf, stripeErrorBody } from './stripe-error.ts'
import { apiVersion } from './version.ts'

type Answered = Extract<HttpReply, { kind: 'answer' }>

/** Answers one call of the API: reads it, runs it in one transaction, and remembers the answer under its key. */
export function callAnswerer(context: StripeContext) {
  const running = new Set<string>()
  return async (route: ApiRoute, request: HttpRequest): Promise<HttpReply> => {
    const requestId = newId('req_')
    const reply = await answerOnce(context, { route, request, requestId, running })
    if (request.method !== 'GET') context.wake()
    const key = request.headers['idempotency-key']
    const headers = {
      'request-id': requestId,
      'stripe-version': apiVersion,
      ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
    }
    return { ...reply, headers: { ...reply.headers, ...headers } }
  }
}

type Call = { readonly route: ApiRoute; readonly request: HttpRequest; readonly requestId: string }

async function answerOnce(
  context: StripeContext,
  call: Call & { readonly running: Set<string> },
): Promise<Answered> {
  const { request, requestId, running } = call
  try {
    checkVersion(request)
    const once = idempotentCall(request)
    if (!once) return await perform(context, call, null)
    if (running.has(once.key)) throw inUse(once.key)
    running.add(once.key)
    try {
      return await perform(context, call, once)
    } finally {
      running.delete(once.key)
    }
  } catch (error) {
    return errorReply(context, error, requestId)
  }
}

async function perform(
  context: StripeContext,
  { route, request, requestId }: Call,
  once: IdempotentCall | null,
): Promise<Answered> {
  const now = await context.clock.now()
  const nowMs = now.epochMilliseconds
  return inTransaction(context.store, () => {
    const replay = once && findReplay(context.store, once, nowMs)
    if (replay) return replay as Answered
    const key = once?.key ?? null
    const act = actAt(context, now, { id: requestId, idempotencyKey: key })
    const { expand: paths, ...given } = readGiven(request)
    const run = (): Answered => {
      const answer = route.answer({ act, ids: request.params, given })
      if (answer instanceof StripeError) return errorReply(context, answer, requestId)
      const body = serialize(context, expand(context, answer, readPaths(paths)))
      return { ...jsonReply({}), body } as Answered
    }
    const { reply, keep } = attempt(context, run, requestId)
    if (once && keep) {
      keepAnswer(context.store, once, { status: reply.status, body: String(reply.body), requestId, nowMs })
    }
    return reply
  })
}

/** A refusal that is thrown takes back what was done; the answer that it was refused stays. */
function attempt(context: StripeContext, run: () => Answered, requestId: string) {
  try {
    return { reply: inSavepoint(context.store, run), keep: true }
  } catch (error) {
    // What was not even understood did not begin, and may be sent again under its key.
    const code = error instanceof StripeError ? error.input.code : undefined
    const began = !code?.startsWith('parameter_')
    return { reply: errorReply(context, error, requestId), keep: began }
  }
}

function errorReply(context: StripeContext, error: unknown, requestId: string): Answered {
  const refusal = error instanceof StripeError ? error : unexpected(error)
  const body = serialize(context, stripeErrorBody(refusal, requestId))
  return { ...jsonReply({}, { status: statusOf(refusal) }), body } as Answered
}

function unexpected(error: unknown): StripeError {
  console.error('sandbox: unexpected error', error)
  const message = 'An unknown error occurred; the log of the sandbox tells why.'
  return new StripeError({ status: 500, type: 'api_error', message })
}

function checkVersion({ headers }: HttpRequest): void {
  const asked = headers['stripe-version']
  if (asked === undefined || asked === apiVersion) return
  throw new StripeError({
    message: `Invalid Stripe API version: ${asked}. The sandbox speaks ${apiVersion}.`,
  })
}

function readGiven(request: HttpRequest): Form {
  const text = request.method === 'POST' ? request.rawBody.toString('utf8') : request.url.search.slice(1)
  return readForm(text)
}

function readPaths(paths: Form[string] | undefined): string[] {
  if (paths === undefined) return []
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return paths
  throw new StripeError({ param: 'expand', message: 'Invalid array' })
}
