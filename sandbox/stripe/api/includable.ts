import { sessionLines } from '../checkout/session-lines.ts'
import { listObject } from '../objects/list.ts'
import type { StripeContext } from '../stripe-context.ts'

type Part = Readonly<Record<string, unknown>>

/** Parts that an object shows only when they are asked for; undefined when it has no such part. */
export function includable(context: StripeContext, owner: Part, field: string): unknown {
  const id = String(owner.id)
  switch (`${owner.object}.${field}`) {
    case 'invoice.payments': {
      const data = context.invoicePayments.list({ where: 'invoice = ?', values: [id] })
      return listObject({ data, url: `/v1/invoice_payments?invoice=${id}` })
    }
    case 'invoice.confirmation_secret': {
      const [intent] = context.paymentIntents.list({ where: 'invoice = ?', values: [id], count: 1 })
      return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null
    }
    case 'customer.subscriptions': {
      const where = "customer = ? and status not in ('canceled', 'incomplete_expired')"
      const data = context.subscriptions.list({ where, values: [id] })
      return listObject({ data, url: `/v1/customers/${id}/subscriptions` })
    }
    case 'charge.refunds': {
      const data = context.refunds.list({ where: 'charge = ?', values: [id] })
      return listObject({ data, url: `/v1/charges/${id}/refunds` })
    }
    case 'checkout.session.line_items':
      return listObject({ data: sessionLines(context, id), url: `/v1/checkout/sessions/${id}/line_items` })
    default:
      return undefined
  }
}
