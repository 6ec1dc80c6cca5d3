import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type CreditableLine, creditLines, type LinesCredit } from '#lib/invoices/credit-line-rules.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { remainingOf } from '#lib/invoices/tax-of-credit.ts'
import { creditRefusal } from './credit-refusal.ts'
import type { CreditStanding } from './credit-standing.ts'

/** What can still be credited of an invoice, and of that before tax. Minor units. */
export async function creditableOf(
  db: DatabaseOrTransaction,
  { invoice, payment }: CreditStanding,
): Promise<{ netMinor: bigint; totalMinor: bigint; remaining: Awaited<ReturnType<typeof remainingOf>> }> {
  const remaining = await remainingOf(db, invoice.id)
  const all = remaining.components.reduce((sum, tax) => sum + tax.amountMinor, remaining.netMinor)
  // What is on its way back already will have a credit note of its own.
  return { netMinor: remaining.netMinor, totalMinor: all - (payment?.underWayMinor ?? 0n), remaining }
}

/**
 * What a credit of some lines comes to, with its tax; writes nothing, so that a preview is the same. Throws
 * `fee_not_found`, and Lago's words for amounts above what remains.
 */
export async function creditOfLines(
  db: DatabaseOrTransaction,
  options: { standing: CreditStanding; items: readonly { lineId: string; netMinor: bigint }[] },
): Promise<LinesCredit> {
  const { standing, items } = options
  const { totalMinor, remaining } = await creditableOf(db, standing)
  const credit = creditLines({ lines: creditableLines(standing.invoice), items, remaining })
  if (credit === 'fee_not_found') {
    throw new DomainError({ kind: 'not_found', code: credit, detail: 'The invoice has no such line.' })
  }
  if (typeof credit === 'string') throw creditRefusal('amount_cents', credit)
  if (credit.totalMinor > totalMinor) throw creditRefusal('base', 'higher_than_remaining_invoice_amount')
  return credit
}

function creditableLines(invoice: StoredInvoice): CreditableLine[] {
  return invoice.lines.map(({ id, netMinor, taxes, credited }) => ({
    id,
    netMinor,
    taxes: taxes.map(({ code, name, rateBasisPoints, baseMinor, amountMinor }) => ({
      ...{ code, name, rateBasisPoints, baseMinor, amountMinor },
    })),
    creditedMinor: credited.reduce((sum, line) => sum + line.amountMinor, 0n),
  }))
}
