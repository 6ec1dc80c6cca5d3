import { readFileSync } from 'node:fs'
import type { HttpReply, HttpRequest, Route } from '../../http/http-types.ts'
import { Problem } from '../../http/problem.ts'
import { htmlReply, jsonReply } from '../../http/replies.ts'
import { payOrder } from '../pay-order.ts'
import { isRefusedByInput } from '../payer.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import { checkoutAnswer } from './checkout-answer.ts'
import { checkoutPage, checkoutRefusalPage } from './checkout-page.ts'
import { readCheckoutPayment } from './read-checkout-payment.ts'

const asset = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')

/** The hosted checkout: the script a merchant's page loads, and the page it opens in a frame. */
export function checkoutRoutes(context: RazorpayContext): readonly Route[] {
  return [
    file({ path: '/v1/checkout.js', name: 'checkout.js' }),
    file({ path: '/checkout/assets/sheet.js', name: 'sheet.js' }),
    file({ path: '/checkout/assets/sheet.css', name: 'sheet.css' }),
    { method: 'GET', path: '/checkout/:id', handle: (request) => openSheet(context, request) },
    { method: 'POST', path: '/checkout/:id/payments', handle: (request) => pay(context, request) },
  ]
}

function file({ path, name }: { readonly path: string; readonly name: string }): Route {
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript'
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
  }
  return { method: 'GET', path, handle: () => ({ kind: 'answer', status: 200, headers, body: asset(name) }) }
}

function openSheet(context: RazorpayContext, { url, params }: HttpRequest): HttpReply {
  const order = context.orders.find(params.id ?? '')
  const headers = { 'content-security-policy': policy(context) }
  const refuse = (reason: string) => htmlReply(checkoutRefusalPage(reason), { status: 400, headers })
  if (url.searchParams.get('key_id') !== context.config.keyId)
    return refuse('The API key of this page is not valid.')
  if (!order) return refuse('The order of this page does not exist.')
  return htmlReply(checkoutPage({ order, search: url.searchParams }), { headers })
}

/** Only the product's own pages, and others of this machine, may frame the sheet. */
function policy({ config }: RazorpayContext): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src http: https: data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${new URL(config.appUrl).origin} http://localhost:* http://127.0.0.1:*`,
  ].join('; ')
}

async function pay(context: RazorpayContext, request: HttpRequest): Promise<HttpReply> {
  const order = context.orders.find(request.params.id ?? '')
  const input = readCheckoutPayment(request)
  if (!order || input.keyId !== context.config.keyId) {
    throw new Problem({
      status: 404,
      code: 'not_found',
      title: 'Not found',
      detail: 'There is no such order for this key.',
    })
  }
  const outcome = isRefusedByInput(input.payer) ? 'failed' : input.outcome
  const now = await context.clock.now()
  try {
    const payment = payOrder(context, { ...input, order, outcome, now })
    return jsonReply(checkoutAnswer({ payment, keySecret: context.config.keySecret }))
  } catch (error) {
    if (!(error instanceof RazorpayError)) throw error
    // E.g. paid meanwhile in another window: told like a refused payment, without a payment id.
    const { description, reason } = error.input
    const metadata = { order_id: order.id }
    const failure = { code: 'BAD_REQUEST_ERROR', description, source: 'business', step: 'payment_initiation' }
    return jsonReply({ error: { ...failure, reason: reason ?? 'input_validation_failed', metadata } })
  }
}
