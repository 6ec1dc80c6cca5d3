import { formatAmount } from '../../money/format-amount.ts'
import type { OrderEntity } from '../entities.ts'
import type { Sheet } from './sheet-page.ts'

export function orderSheet(order: OrderEntity): Sheet {
  const amount = formatAmount(order)
  return {
    id: order.id,
    heading: 'Choose how to pay',
    total: { label: 'Amount to pay', amount, note: null },
    methods: [
      { id: 'upi', name: 'UPI', hint: 'Any UPI app' },
      { id: 'card', name: 'Card', hint: 'Credit or debit' },
      { id: 'netbanking', name: 'Netbanking', hint: 'All Indian banks' },
      { id: 'wallet', name: 'Wallet', hint: 'Prepaid balance' },
    ],
    action: `Pay ${amount}`,
    terms: null,
    done: 'Payment successful',
    closed: order.status === 'paid' ? 'This order is already paid.' : null,
    canHold: true,
  }
}
