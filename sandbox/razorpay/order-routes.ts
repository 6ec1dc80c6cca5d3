import type { Route } from '../http/http-types.ts'
import { jsonReply } from '../http/replies.ts'
import { createOrder, orderFields } from './create-order.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { idDoesNotExist } from './razorpay-error.ts'
import { collection, pathId, readInput, readNotes, readPage } from './read-input.ts'

export function orderRoutes(context: RazorpayContext): readonly Route[] {
  const { orders, payments, clock } = context
  const found = (id: string) => {
    const order = orders.find(id)
    if (!order) throw idDoesNotExist()
    return order
  }
  return [
    {
      method: 'POST',
      path: '/v1/orders',
      handle: async (request) => {
        const now = await clock.now()
        return jsonReply(createOrder(context, { input: readInput(request, orderFields), now }))
      },
    },
    {
      method: 'GET',
      path: '/v1/orders',
      handle: ({ url }) => {
        const page = readPage(url)
        const receipt = url.searchParams.get('receipt')
        const authorized = url.searchParams.get('authorized')
        const where = [page.where]
        const values: (string | number)[] = [...page.values]
        if (receipt) {
          where.push('receipt = ?')
          values.push(receipt)
        }
        if (authorized === '1' || authorized === '0') {
          const held = `select 1 from razorpay_payments p where p.order_id = razorpay_orders.id
            and p.body ->> 'status' in ('authorized', 'captured', 'refunded')`
          where.push(`${authorized === '1' ? '' : 'not '}exists (${held})`)
        }
        return jsonReply(collection(orders.list({ ...page, where: where.join(' and '), values })))
      },
    },
    { method: 'GET', path: '/v1/orders/:id', handle: (request) => jsonReply(found(pathId(request))) },
    {
      method: 'PATCH',
      path: '/v1/orders/:id',
      handle: (request) => {
        const order = { ...found(pathId(request)), notes: readNotes(readInput(request, ['notes'])) }
        orders.update(order)
        return jsonReply(order)
      },
    },
    {
      method: 'GET',
      path: '/v1/orders/:id/payments',
      handle: (request) => {
        const { id } = found(pathId(request))
        return jsonReply(collection(payments.list({ where: 'order_id = ?', values: [id] })))
      },
    },
  ]
}
