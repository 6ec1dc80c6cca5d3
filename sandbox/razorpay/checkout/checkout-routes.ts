import { readFileSync } from 'node:fs'
import type { HttpReply, HttpRequest, Route } from '../../http/http-types.ts'
import { Problem } from '../../http/problem.ts'
import { htmlReply, jsonReply } from '../../http/replies.ts'
import { payOrder } from '../pay-order.ts'
import { isRefusedByInput } from '../payer.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import { planOf } from '../subscriptions/subscription-store.ts'
import { approveOnSheet } from './approve-on-sheet.ts'
import {
  type ApprovalSuccess,
  type CheckoutFailure,
  type CheckoutSuccess,
  checkoutAnswer,
} from './checkout-answer.ts'
import { mandateSheet } from './mandate-sheet.ts'
import { orderSheet } from './order-sheet.ts'
import { type CheckoutPayment, readCheckoutPayment } from './read-checkout-payment.ts'
import { checkoutRefusalPage, type Sheet, sheetPage } from './sheet-page.ts'

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

function openSheet(context: RazorpayContext, request: HttpRequest): HttpReply {
  const { searchParams: search } = request.url
  const headers = { 'content-security-policy': policy(context) }
  const refuse = (reason: string) => htmlReply(checkoutRefusalPage(reason), { status: 400, headers })
  if (search.get('key_id') !== context.config.keyId) return refuse('The API key of this page is not valid.')
  const sheet = findSheet(context, request)
  if (!sheet) return refuse('The order of this page does not exist.')
  return htmlReply(sheetPage({ sheet, search }), { headers })
}

function findSheet(context: RazorpayContext, { url, params }: HttpRequest): Sheet | null {
  const id = params.id ?? ''
  const order = context.orders.find(id)
  if (order) return orderSheet(order)
  const subscription = context.subscriptions.find(id)
  if (!subscription) return null
  const isChange = url.searchParams.get('card_change') === '1'
  return mandateSheet({ subscription, plan: planOf(context, subscription.plan_id), isChange })
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
  const id = request.params.id ?? ''
  const input = readCheckoutPayment(request)
  const outcome = isRefusedByInput(input.payer) ? 'failed' : input.outcome
  const payment = { ...input, outcome, now: await context.clock.now() }
  try {
    const answer = input.keyId === context.config.keyId ? payBy(context, id, payment) : null
    if (!answer) throw noSuchSubject()
    return jsonReply(answer)
  } catch (error) {
    if (!(error instanceof RazorpayError)) throw error
    // E.g. paid meanwhile in another window: told like a refused payment, without a payment id.
    const { description, reason } = error.input
    const failure = { code: 'BAD_REQUEST_ERROR', description, source: 'business', step: 'payment_initiation' }
    const metadata = id.startsWith('sub_') ? { subscription_id: id } : { order_id: id }
    return jsonReply({ error: { ...failure, reason: reason ?? 'input_validation_failed', metadata } })
  }
}

function payBy(
  context: RazorpayContext,
  id: string,
  input: CheckoutPayment & { readonly now: Temporal.Instant },
): CheckoutSuccess | ApprovalSuccess | CheckoutFailure | null {
  const order = context.orders.find(id)
  if (order) {
    const payment = payOrder(context, { ...input, order })
    return checkoutAnswer({ payment, keySecret: context.config.keySecret })
  }
  return context.subscriptions.find(id) ? approveOnSheet(context, { ...input, subscriptionId: id }) : null
}

function noSuchSubject(): Problem {
  return new Problem({
    status: 404,
    code: 'not_found',
    title: 'Not found',
    detail: 'There is no such order for this key.',
  })
}
