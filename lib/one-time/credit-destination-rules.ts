/** Where a credit is to go. Minor units. */
export type CreditWish = {
  /** To the customer's balance. */
  creditMinor: bigint
  /** Back to the payer. */
  refundMinor: bigint
  /** Off what the invoice asks for. */
  offsetMinor: bigint
}

export type DestinationRefusal =
  | 'cannot_refund_unpaid_invoice'
  | 'cannot_credit_invoice'
  | 'does_not_match_item_amounts'
  | 'higher_than_remaining_invoice_amount'

export type CreditDivision = Omit<CreditWish, 'creditMinor'> | { refused: DestinationRefusal; field: string }

/**
 * Where a credit goes (S1.6). What is not paid yet is asked for less, whatever was wished: nobody gets back, on a
 * balance or on a card, what was never paid. What is paid goes back as wished, to the balance when nothing was, and
 * through the provider never more than it has. Where a provider bills, the balance is the provider's to keep: a credit
 * that it knows nothing of would be used by no bill.
 *
 * @param options.refundableMinor what the provider has of the payment
 */
export function divideWish(options: {
  wish: CreditWish
  totalMinor: bigint
  isPaid: boolean
  refundableMinor: bigint
  /** Whether the customer's balance is kept here. */
  keepsBalance: boolean
}): CreditDivision {
  const { wish, totalMinor, isPaid, refundableMinor, keepsBalance } = options
  const { creditMinor, refundMinor, offsetMinor } = wish
  const wished = creditMinor + refundMinor + offsetMinor
  if (!isPaid && refundMinor > 0n) {
    return { refused: 'cannot_refund_unpaid_invoice', field: 'refund_amount_cents' }
  }
  if (isPaid && offsetMinor > 0n) {
    return { refused: 'higher_than_remaining_invoice_amount', field: 'offset_amount_cents' }
  }
  if (wished !== 0n && wished !== totalMinor) return { refused: 'does_not_match_item_amounts', field: 'base' }
  if (refundMinor > refundableMinor) {
    return { refused: 'higher_than_remaining_invoice_amount', field: 'refund_amount_cents' }
  }
  if (isPaid && !keepsBalance && refundMinor < totalMinor) {
    return { refused: 'cannot_credit_invoice', field: 'credit_amount_cents' }
  }
  return { refundMinor, offsetMinor: isPaid ? 0n : totalMinor }
}
