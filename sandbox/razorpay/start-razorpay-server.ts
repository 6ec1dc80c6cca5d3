import { createHash, timingSafeEqual } from 'node:crypto'
import { withFault } from '../faults/with-fault.ts'
import type { Handler, HttpReply, HttpRequest } from '../http/http-types.ts'
import type { HttpServer } from '../http/listen.ts'
import { Problem } from '../http/problem.ts'
import { startHttpServer } from '../http/start-http-server.ts'
import { checkoutRoutes } from './checkout/checkout-routes.ts'
import { customerRoutes } from './customer-routes.ts'
import { disputeRoutes } from './disputes/dispute-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { paymentRoutes } from './payment-routes.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { authenticationFailedReply, RazorpayError, razorpayErrorReply } from './razorpay-error.ts'
import { refundRoutes } from './refund-routes.ts'
import { invoiceRoutes } from './subscriptions/invoice-routes.ts'
import { planRoutes } from './subscriptions/plan-routes.ts'
import { subscriptionRoutes } from './subscriptions/subscription-routes.ts'

/** Razorpay's API host and its checkout, as one loopback server. */
export function startRazorpayServer(context: RazorpayContext): Promise<HttpServer> {
  const routes = [
    ...checkoutRoutes(context),
    ...orderRoutes(context),
    ...paymentRoutes(context),
    ...refundRoutes(context),
    ...customerRoutes(context),
    ...planRoutes(context),
    ...subscriptionRoutes(context),
    ...invoiceRoutes(context),
    ...disputeRoutes(context),
  ]
  return startHttpServer({
    port: context.config.port,
    routes,
    checkOrigin: true,
    around: (request, next) =>
      isApiCall(request) ? answerApiCall(context, { request, next }) : next(request),
    wordError,
  })
}

function isApiCall({ url }: HttpRequest): boolean {
  return url.pathname.startsWith('/v1/') && url.pathname !== '/v1/checkout.js'
}

function answerApiCall(
  context: RazorpayContext,
  { request, next }: { readonly request: HttpRequest; readonly next: Handler },
): HttpReply | Promise<HttpReply> {
  if (!isAuthentic(request, context)) return authenticationFailedReply()
  // Refusals are answers too: worded here, so that a fault after the commit may swallow them as well.
  const answered: Handler = async (given) => {
    try {
      return await next(given)
    } catch (error) {
      const worded = wordError(error)
      if (worded) return worded
      throw error
    }
  }
  return withFault({ store: context.store, provider: 'razorpay', request, next: answered, word: faultReply })
}

function isAuthentic(request: HttpRequest, { config }: RazorpayContext): boolean {
  const expected = Buffer.from(`${config.keyId}:${config.keySecret}`).toString('base64')
  return sameText(request.headers.authorization ?? '', `Basic ${expected}`)
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function faultReply(fault: 'error-500' | 'error-429' | 'conflict-409'): HttpReply {
  switch (fault) {
    case 'error-500':
      return razorpayErrorReply(
        new RazorpayError({
          status: 500,
          code: 'SERVER_ERROR',
          description:
            'We are facing some trouble completing your request at the moment. Please try again shortly.',
          reason: 'server_error',
        }),
      )
    case 'error-429':
      return razorpayErrorReply(new RazorpayError({ status: 429, description: 'Too many requests' }))
    case 'conflict-409': {
      const description = 'Request failed because another payment operation is in progress'
      return razorpayErrorReply(new RazorpayError({ status: 409, description }))
    }
    default:
      return fault satisfies never
  }
}

function wordError(error: unknown): HttpReply | null {
  if (error instanceof RazorpayError) return razorpayErrorReply(error)
  if (!(error instanceof Problem) || error.status === 403) return null
  if (error.code === 'not_found' || error.code === 'method_not_allowed') {
    return razorpayErrorReply(
      new RazorpayError({ description: 'The requested URL was not found on the server.' }),
    )
  }
  return razorpayErrorReply(new RazorpayError({ status: error.status, description: error.message }))
}
