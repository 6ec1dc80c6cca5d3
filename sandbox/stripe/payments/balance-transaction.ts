import { newId } from '../../store/new-id.ts'
import type { BalanceTransaction } from '../objects/charge.ts'
import type { Act } from '../stripe-context.ts'

/** 2.9 % and 30 of the minor unit, as for a card; rounded half up. */
function cardFee(amount: number): number {
  return Math.floor((amount * 29 + 500) / 1000) + 30
}

const disputeFee = 1500

/** Writes down money that came to the account or left it. */
export function recordBalance(
  act: Act,
  input: Pick<BalanceTransaction, 'amount' | 'currency' | 'source' | 'reporting_category'>,
): BalanceTransaction {
  const { amount, currency, reporting_category } = input
  const fee = feeOf(input)
  const transaction: BalanceTransaction = {
    id: newId('txn_1', 23),
    object: 'balance_transaction',
    amount,
    available_on: act.now,
    balance_type: 'payments',
    created: act.now,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: 'Processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category,
    source: input.source,
    status: 'available',
    type:
      reporting_category === 'dispute' || reporting_category === 'dispute_reversal'
        ? 'adjustment'
        : reporting_category,
  }
  act.balanceTransactions.insert(transaction, { source: input.source })
  return transaction
}

function feeOf({
  amount,
  reporting_category,
}: Pick<BalanceTransaction, 'amount' | 'reporting_category'>): number {
  switch (reporting_category) {
    case 'charge':
      return cardFee(amount)
    case 'dispute':
      return disputeFee
    case 'dispute_reversal':
    case 'refund':
    case 'refund_failure':
      return 0
    default:
      return reporting_category satisfies never
  }
}
