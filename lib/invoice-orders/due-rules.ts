/** Of an invoice: what decides on what it asks for. Minor units. */
export type Asking = {
  totalMinor: bigint
  voidedAt: unknown
  paymentStatus: string
  creditNotes: readonly { offsetMinor: bigint }[]
}

/** What an invoice asks for now: its total less what was credited on it; nothing when it is void or paid. */
export function dueOf({ totalMinor, voidedAt, paymentStatus, creditNotes }: Asking): bigint {
  if (voidedAt !== null || paymentStatus === 'succeeded') return 0n
  return totalMinor - creditNotes.reduce((sum, note) => sum + note.offsetMinor, 0n)
}

/** Why money that came does not pay the invoice, as a sentence; null: it does. */
export function whyNotPaying(invoice: Asking, amountMinor: bigint): string | null {
  if (invoice.voidedAt !== null) return 'the invoice was withdrawn'
  if (invoice.paymentStatus === 'succeeded') return 'the invoice was paid already'
  return dueOf(invoice) === amountMinor ? null : 'the invoice asks for another amount now'
}
