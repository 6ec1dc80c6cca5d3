import type { Refund } from '../objects/charge.ts'
import { recordBalance } from '../payments/balance-transaction.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'

/** The payer's bank sends a refund back: the money is with the account again, and the charge counts it. */
export function failRefund(act: Act, refund: Refund): Refund {
  const failed: Refund = { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' }
  act.refunds.update(failed)
  const { amount, currency, id } = refund
  recordBalance(act, { amount, currency, source: id, reporting_category: 'refund_failure' })
  const charge = act.charges.find(refund.charge)
  if (charge) {
    act.charges.update({ ...charge, amount_refunded: charge.amount_refunded - amount, refunded: false })
  }
  emitEvent(act, { type: 'refund.updated', object: failed, before: refund })
  emitEvent(act, { type: 'refund.failed', object: failed })
  return failed
}
