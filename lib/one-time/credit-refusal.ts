import { DomainError } from '#lib/errors/domain-error.ts'
import type { CreditRefusal } from '#lib/invoices/credit-line-rules.ts'
import type { DestinationRefusal } from './credit-destination-rules.ts'

const REASONS = {
  higher_than_remaining_fee_amount: 'This is more than what remains of the line.',
  higher_than_remaining_invoice_amount: 'This is more than what remains of the invoice.',
  cannot_refund_unpaid_invoice: 'Nothing was paid that could be refunded.',
  cannot_credit_invoice: 'The payment provider keeps this customer’s balance: refund the amount instead.',
  does_not_match_item_amounts: 'The amounts do not add up to the lines with their tax.',
} satisfies Record<Exclude<CreditRefusal, 'fee_not_found'> | DestinationRefusal, string>

/** Why an amount cannot be credited, as a sentence and in Lago's words. */
export function creditRefusal(field: string, code: keyof typeof REASONS): DomainError {
  return new DomainError({ kind: 'invalid', code, field, detail: REASONS[code] })
}
