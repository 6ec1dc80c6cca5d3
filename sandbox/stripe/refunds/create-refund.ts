import { formatAmount } from '../../money/format-amount.ts'
import { newId } from '../../store/new-id.ts'
import { invalidRequest, StripeError } from '../api/stripe-error.ts'
import type { Charge, Refund } from '../objects/charge.ts'
import type { Metadata } from '../objects/metadata.ts'
import { recordBalance } from '../payments/balance-transaction.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'

/** Gives money of a charge back, in part or all that is left of it. */
export function createRefund(
  act: Act,
  input: {
    readonly charge: Charge
    /** Minor units; null: all that is left. */
    readonly amount: number | null
    readonly reason: Refund['reason']
    readonly metadata: Metadata
  },
): Refund {
  const { charge } = input
  const { currency } = charge
  const left = charge.amount_captured - charge.amount_refunded
  refuseUnrefundable(charge, left)
  const amount = input.amount ?? left
  if (amount < 1) throw invalidRequest('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  if (amount > left) {
    const asked = formatAmount({ amount, currency })
    const rest = formatAmount({ amount: left, currency })
    const message = `Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`
    throw invalidRequest(message, 'amount')
  }
  const id = newId('re_3', 23)
  const moved = recordBalance(act, { amount: -amount, currency, source: id, reporting_category: 'refund' })
  const refund: Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: moved.id,
    charge: charge.id,
    created: act.now,
    currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { type: 'refund', reference_status: 'pending' }, type: 'card' },
    metadata: input.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  const refunded = charge.amount_refunded + amount
  const after: Charge = {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  }
  act.refunds.insert(refund, { charge: charge.id, payment_intent: charge.payment_intent })
  act.charges.update(after)
  emitEvent(act, { type: 'charge.refunded', object: after, before: charge })
  return refund
}

function refuseUnrefundable(charge: Charge, left: number): void {
  if (!charge.paid) {
    throw invalidRequest(
      `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`,
    )
  }
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw new StripeError({ message, code: 'charge_already_refunded' })
  }
  if (charge.disputed) {
    throw invalidRequest(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      'charge_disputed',
    )
  }
}
