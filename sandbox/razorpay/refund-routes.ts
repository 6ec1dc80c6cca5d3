import { createHash } from 'node:crypto'
import type { HttpRequest, Route } from '../http/http-types.ts'
import { jsonReply } from '../http/replies.ts'
import { inTransaction } from '../store/open-store.ts'
import type { RefundEntity } from './entities.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { idDoesNotExist, invalidField, RazorpayError } from './razorpay-error.ts'
import { collection, pathId, readInput, readInteger, readNotes, readPage, readText } from './read-input.ts'
import { refundPayment } from './refund-payment.ts'

const refundFields = ['amount', 'speed', 'notes', 'receipt', 'reverse_all'] as const

export function refundRoutes(context: RazorpayContext): readonly Route[] {
  const { refunds, payments, clock } = context
  const found = (id: string) => {
    const refund = refunds.find(id)
    if (!refund) throw idDoesNotExist()
    return refund
  }
  const ofPayment = (request: HttpRequest) => {
    const { id } = request.params
    if (!id || !payments.find(id)) throw idDoesNotExist()
    const page = readPage(request.url)
    return refunds.list({ ...page, where: `${page.where} and payment_id = ?`, values: [...page.values, id] })
  }
  return [
    {
      method: 'POST',
      path: '/v1/payments/:id/refund',
      handle: async (request) => {
        const now = await clock.now()
        return jsonReply(once(context, { request, refund: () => refund(context, { request, now }) }))
      },
    },
    {
      method: 'GET',
      path: '/v1/payments/:id/refunds',
      handle: (request) => jsonReply(collection(ofPayment(request))),
    },
    {
      method: 'GET',
      path: '/v1/payments/:id/refunds/:refund',
      handle: ({ params }) => {
        const refund = found(params.refund ?? '')
        if (refund.payment_id !== params.id) throw idDoesNotExist()
        return jsonReply(refund)
      },
    },
    {
      method: 'GET',
      path: '/v1/refunds',
      handle: ({ url }) => jsonReply(collection(refunds.list(readPage(url)))),
    },
    { method: 'GET', path: '/v1/refunds/:id', handle: (request) => jsonReply(found(pathId(request))) },
    {
      method: 'PATCH',
      path: '/v1/refunds/:id',
      handle: (request) => {
        const changed = { ...found(pathId(request)), notes: readNotes(readInput(request, ['notes'])) }
        refunds.update(changed)
        return jsonReply(changed)
      },
    },
  ]
}

function refund(
  context: RazorpayContext,
  { request, now }: { readonly request: HttpRequest; readonly now: Temporal.Instant },
): RefundEntity {
  const input = readInput(request, refundFields)
  const speed = input.speed ?? 'normal'
  if (speed !== 'normal' && speed !== 'optimum') throw invalidField('speed', 'The selected speed is invalid.')
  return refundPayment(context, {
    paymentId: pathId(request),
    amount: input.amount === undefined || input.amount === null ? null : readInteger(input, 'amount'),
    speed,
    notes: readNotes(input),
    receipt: readText(input, 'receipt', 40),
    now,
  })
}

/** `X-Refund-Idempotency`: the same key and body get the first answer again; another body is refused. */
function once(
  context: RazorpayContext,
  input: { readonly request: HttpRequest; readonly refund: () => RefundEntity },
): RefundEntity {
  const key = input.request.headers['x-refund-idempotency']
  if (key === undefined) return input.refund()
  if (typeof key !== 'string' || !/^[A-Za-z0-9_-]{10,}$/.test(key)) {
    const description =
      'The idempotency key must be at least 10 characters of letters, digits, hyphens and underscores'
    throw new RazorpayError({ description })
  }
  const request = createHash('sha256')
    .update(input.request.url.pathname)
    .update(input.request.rawBody)
    .digest('hex')
  return inTransaction(context.store, () => {
    const known = context.store
      .prepare('select request, answer from razorpay_refund_keys where key = ?')
      .get(key)
    if (known && known.request !== request) {
      throw new RazorpayError({ description: 'Different request body sent for the same Idempotency Header' })
    }
    if (known) return JSON.parse(String(known.answer)) as RefundEntity
    const made = input.refund()
    context.store
      .prepare('insert into razorpay_refund_keys (key, request, answer) values (?, ?, ?)')
      .run(key, request, JSON.stringify(made))
    return made
  })
}
