import { createHash, timingSafeEqual } from 'node:crypto'
import { withFault } from '../faults/with-fault.ts'
import type { HttpReply, HttpRequest, Route } from '../http/http-types.ts'
import type { HttpServer } from '../http/listen.ts'
import { Problem } from '../http/problem.ts'
import { startHttpServer } from '../http/start-http-server.ts'
import { newId } from '../store/new-id.ts'
import { callAnswerer } from './api/answer-call.ts'
import { StripeError, stripeErrorReply } from './api/stripe-error.ts'
import { apiRoutes } from './api-routes.ts'
import { hostedRoutes } from './hosted/hosted-routes.ts'
import type { StripeContext } from './stripe-context.ts'

/** Stripe's API host and its hosted pages, as one loopback server. */
export async function startStripeServer(context: StripeContext): Promise<HttpServer> {
  const answerCall = callAnswerer(context)
  const api = apiRoutes.map(
    (route): Route => ({
      method: route.method,
      path: route.path,
      handle: (request) => answerCall(route, request),
    }),
  )
  const server = await startHttpServer({
    port: context.config.port,
    routes: [...api, ...hostedRoutes(context)],
    checkOrigin: true,
    around: (request, next) => {
      if (!request.url.pathname.startsWith('/v1/')) return next(request)
      if (!isAuthentic(request, context)) return unauthorized(request)
      return withFault({ store: context.store, provider: 'stripe', request, next, word: faultReply })
    },
    wordError,
  })
  context.origin.url = server.url
  return server
}

/** `Bearer <secret key>`; the key as the user name of Basic is taken as well, as Stripe does. */
function isAuthentic({ headers }: HttpRequest, { config }: StripeContext): boolean {
  const given = headers.authorization ?? ''
  const basic = `Basic ${Buffer.from(`${config.secretKey}:`).toString('base64')}`
  return sameText(given, `Bearer ${config.secretKey}`) || sameText(given, basic)
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function unauthorized({ headers }: HttpRequest): HttpReply {
  const key = headers.authorization?.replace(/^Bearer /, '')
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`
    : 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer ' +
      "auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
  return stripeErrorReply(new StripeError({ status: 401, message }), newId('req_'))
}

function faultReply(fault: 'error-500' | 'error-429' | 'conflict-409'): HttpReply {
  return stripeErrorReply(faultError(fault), newId('req_'))
}

function faultError(fault: 'error-500' | 'error-429' | 'conflict-409'): StripeError {
  switch (fault) {
    case 'error-500':
      return new StripeError({ status: 500, type: 'api_error', message: 'An unknown error occurred' })
    case 'error-429':
      return new StripeError({
        status: 429,
        code: 'rate_limit',
        message:
          'Request rate limit exceeded. Learn more about rate limits at https://stripe.com/docs/rate-limits.',
      })
    case 'conflict-409':
      return new StripeError({
        status: 409,
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message:
          'There is currently another in-progress request using this Idempotency Key. Please try again later.',
      })
    default:
      return fault satisfies never
  }
}

function wordError(error: unknown): HttpReply | null {
  if (error instanceof StripeError) return stripeErrorReply(error, newId('req_'))
  if (!(error instanceof Problem) || error.status === 403) return null
  const message =
    error.code === 'not_found' || error.code === 'method_not_allowed'
      ? `Unrecognized request URL. ${error.message}`
      : error.message
  const status = error.status === 405 ? 404 : error.status
  return stripeErrorReply(new StripeError({ status, message }), newId('req_'))
}
