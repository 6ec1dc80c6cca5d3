import { database, type Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { createCreditNote } from '#lib/one-time/create-credit-note.ts'
import { creditableOf, creditOfLines } from '#lib/one-time/credit-of-lines.ts'
import { loadCreditStanding, lockCreditStanding } from '#lib/one-time/credit-standing.ts'
import type { CreditRequest } from './invoice-desk-schemas.ts'

/**
 * Credits some of an invoice from the desk (S1.6): what `POST /api/v1/credit_notes` does, all of it to one place.
 * Whoever decided saw what could still be credited: if that has changed, nothing is, so that two clicks, or two people,
 * never credit twice. Throws `invoice_changed`, and what `createCreditNote` throws.
 */
export async function creditInvoice(
  tx: Transaction,
  options: {
    invoiceId: string
    request: CreditRequest
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<{ id: string; number: string; totalMinor: number }> {
  const { invoiceId, request, ...by } = options
  const standing = await lockCreditStanding(tx, invoiceId)
  const { totalMinor: creditable } = await creditableOf(tx, standing)
  // Of a void one there is nothing to credit, whatever was seen.
  if (standing.invoice.voidedAt === null && creditable !== BigInt(request.creditableMinor)) {
    const left = formatMoney({ amountMinor: creditable, currency: standing.invoice.currency })
    throw new DomainError({
      kind: 'conflict',
      code: 'invoice_changed',
      detail: `Something was credited meanwhile: ${left} of this invoice is left. Nothing more was credited.`,
      extra: { creditableMinor: Number(creditable) },
    })
  }
  const items = request.items.map((item) => ({ lineId: item.lineId, netMinor: BigInt(item.amountMinor) }))
  const { totalMinor } = await creditOfLines(tx, { standing, items })
  const { creditNoteId } = await createCreditNote(tx, {
    request: {
      invoice_id: invoiceId,
      reason: request.reasonCode,
      description: request.reason,
      [PARTS[request.to]]: Number(totalMinor),
      items: request.items.map((item) => ({ fee_id: item.lineId, amount_cents: item.amountMinor })),
    },
    ...by,
  })
  const { id, number } = await tx.creditNote.findUniqueOrThrow({ where: { id: creditNoteId } })
  return { id, number, totalMinor: Number(totalMinor) }
}

const PARTS = {
  payer: 'refund_amount_cents',
  balance: 'credit_amount_cents',
  invoice: 'offset_amount_cents',
} as const

/** What a credit of some lines would come to. Throws `invoice_not_found`, and what `creditOfLines` throws. */
export async function previewCredit(options: {
  invoiceId: string
  items: readonly { lineId: string; netMinor: bigint }[]
}): Promise<{ totalMinor: number; taxMinor: number }> {
  const standing = await loadCreditStanding(database(), options.invoiceId)
  const { totalMinor, taxMinor } = await creditOfLines(database(), { standing, items: options.items })
  return { totalMinor: Number(totalMinor), taxMinor: Number(taxMinor) }
}
