import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { ProviderPayment } from '#lib/payments/provider.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { failedRefunds, type GiveBack, remainingOf } from './settlement-rules.ts'

export const SURPLUS_REASONS: Record<GiveBack['reason'], string> = {
  paid_twice: 'paid twice',
  wrong_amount: 'the amount or currency was not the one asked for',
  too_late: 'paid after the purchase had closed',
}

/** Sends back what is left of a payment that pays for nothing, and writes down why. */
export async function giveBackPayment(
  tx: Transaction,
  options: {
    payment: ProviderPayment
    /** Ours. */
    paymentId: string
    customerId: string
    reason: string
    /** What it was meant for, for the audit log. */
    subject: Record<string, string>
    now: Temporal.Instant
  },
): Promise<void> {
  const { payment, paymentId, customerId, reason, now } = options
  const amountMinor = remainingOf(payment)
  const { currency } = payment
  // What was sent back and failed is not sent again at once: whatever refused it is still there.
  const dueAt = now.add({ hours: 24 * failedRefunds(payment) })
  await requestRefund(tx, { paymentId, customerId, amountMinor, currency, reason, dueAt, now })
  await recordAudit(tx, {
    actor: 'system',
    action: 'payment.given_back',
    subject: `payment:${paymentId}`,
    customerId,
    data: { reason, ...options.subject, amountMinor: amountMinor.toString(), currency },
    now,
  })
}
