import type { Route } from '../http/http-types.ts'
import { jsonReply } from '../http/replies.ts'
import { capturePayment } from './capture-payment.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { idDoesNotExist } from './razorpay-error.ts'
import { collection, pathId, readInput, readInteger, readNotes, readPage, readText } from './read-input.ts'

export function paymentRoutes(context: RazorpayContext): readonly Route[] {
  const { payments, clock } = context
  const found = (id: string) => {
    const payment = payments.find(id)
    if (!payment) throw idDoesNotExist()
    return payment
  }
  return [
    {
      method: 'GET',
      path: '/v1/payments',
      handle: ({ url }) => jsonReply(collection(payments.list(readPage(url)))),
    },
    { method: 'GET', path: '/v1/payments/:id', handle: (request) => jsonReply(found(pathId(request))) },
    {
      method: 'PATCH',
      path: '/v1/payments/:id',
      handle: (request) => {
        const payment = { ...found(pathId(request)), notes: readNotes(readInput(request, ['notes'])) }
        payments.update(payment)
        return jsonReply(payment)
      },
    },
    {
      method: 'POST',
      path: '/v1/payments/:id/capture',
      handle: async (request) => {
        const input = readInput(request, ['amount', 'currency'])
        const amount = readInteger(input, 'amount')
        const currency = readText(input, 'currency', 3)
        const now = await clock.now()
        return jsonReply(capturePayment(context, { paymentId: pathId(request), amount, currency, now }))
      },
    },
  ]
}
