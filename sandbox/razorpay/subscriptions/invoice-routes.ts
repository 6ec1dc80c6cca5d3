import type { Route } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { idDoesNotExist } from '../razorpay-error.ts'
import { collection, pathId, readPage } from '../read-input.ts'

/** Only subscriptions make invoices here; they are read, by subscription or by payment. */
export function invoiceRoutes(context: RazorpayContext): readonly Route[] {
  const { invoices } = context
  return [
    {
      method: 'GET',
      path: '/v1/invoices',
      handle: ({ url }) => {
        const page = readPage(url)
        const where = [page.where]
        const values: (string | number)[] = [...page.values]
        const columns = { subscription_id: 'subscription_id', payment_id: `body ->> 'payment_id'` }
        for (const [name, column] of Object.entries(columns)) {
          const wanted = url.searchParams.get(name)
          if (!wanted) continue
          where.push(`${column} = ?`)
          values.push(wanted)
        }
        return jsonReply(collection(invoices.list({ ...page, where: where.join(' and '), values })))
      },
    },
    {
      method: 'GET',
      path: '/v1/invoices/:id',
      handle: (request) => {
        const invoice = invoices.find(pathId(request))
        if (!invoice) throw idDoesNotExist()
        return jsonReply(invoice)
      },
    },
  ]
}
