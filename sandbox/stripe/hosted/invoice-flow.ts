import { formatAmount } from '../../money/format-amount.ts'
import { intentOfInvoice } from '../invoices/intent-of-invoice.ts'
import { authenticateInvoice, payByCard } from '../invoices/pay-by-card.ts'
import type { Invoice } from '../objects/invoice.ts'
import { doneAt, type Flow, type FlowPage } from './flow.ts'
import { summary } from './summary.ts'

const pathOf = ({ id }: Invoice) => `/i/${id}`

/** The hosted page of an invoice. */
export const invoiceFlow: Flow = {
  path: '/i/:id',
  show(act, id) {
    const invoice = act.invoices.find(id)
    if (!invoice || invoice.status === 'draft') return null
    const { currency, amount_due: due } = invoice
    const over = overOf(invoice, act.config.appUrl)
    return {
      title: `Invoice ${invoice.number}`,
      summary: summary({
        heading: `Invoice ${invoice.number}`,
        currency,
        due,
        note: invoice.customer_email,
        lines: invoice.lines.data.map(({ description: text, amount }) => ({ text, amount })),
        totals: totalsOf(invoice),
      }),
      about: `a payment of ${formatAmount({ amount: due, currency })}`,
      action: `Pay ${formatAmount({ amount: due, currency })}`,
      asksEmail: false,
      back: null,
      asked: !over && intentOfInvoice(act, invoice).status === 'requires_action',
      over,
      leadsTo: [act.config.appUrl],
    }
  },
  submit: (act, input) => doneAt(payByCard(act, input), pathOf),
  authenticate: (act, input) => doneAt(authenticateInvoice(act, input), pathOf),
}

function totalsOf({ total, starting_balance, ending_balance, amount_due }: Invoice) {
  const applied = (ending_balance ?? 0) - starting_balance
  return [
    { text: 'Total', amount: total },
    ...(applied === 0 ? [] : [{ text: 'Account balance', amount: -applied }]),
    { text: 'Amount due', amount: amount_due },
  ]
}

function overOf({ status }: Invoice, onward: string): FlowPage['over'] {
  switch (status) {
    case 'draft':
    case 'open':
      return null
    case 'paid':
      return {
        heading: 'Paid',
        text: 'This invoice is paid.',
        good: true,
        onward,
      }
    case 'void':
    case 'uncollectible':
      return {
        heading: 'Not payable any more',
        text: 'This invoice was withdrawn. Nothing is due.',
        good: false,
        onward,
      }
    default:
      return status satisfies never
  }
}
