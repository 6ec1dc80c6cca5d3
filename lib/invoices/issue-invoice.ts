import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { postEntry } from './post-entry.ts'
import { takeNumber } from './take-number.ts'

export type InvoiceLineInput = {
  addonId: string | null
  planId: string | null
  description: string
  quantity: number
  unitAmountMinor: bigint
  /** Negative: a credit on the same bill. */
  amountMinor: bigint
  periodStart: Temporal.Instant
  periodEnd: Temporal.Instant
}

/**
 * Issues the invoice of a paid purchase: finalized at once, numbered, with names and addresses as they are today.
 * Once per purchase. Call it last in the transaction (see `takeNumber`).
 */
export async function issueInvoice(
  tx: Transaction,
  options: {
    issuerId: string
    customerId: string
    purchaseId: string
    currency: string
    lines: InvoiceLineInput[]
    now: Temporal.Instant
  },
): Promise<{ id: string; number: string }> {
  const { issuerId, customerId, purchaseId, currency, now } = options
  const issuer = await tx.issuer.findUniqueOrThrow({ where: { id: issuerId } })
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId } })
  const totalMinor = options.lines.reduce((sum, line) => sum + line.amountMinor, 0n)
  const { number, financialYear, sequence, issueDate } = await takeNumber(tx, {
    issuerId,
    series: 'invoice',
    now,
  })
  const invoice = await tx.invoice.create({
    data: {
      issuerId,
      customerId,
      purchaseId,
      number,
      financialYear,
      sequence,
      type: 'add_on',
      issueDate,
      issuedAt: toDate(now),
      currency,
      subtotalMinor: totalMinor,
      totalMinor,
      paymentStatus: 'succeeded',
      issuerSnapshot: { legalName: issuer.legalName, address: issuer.address, taxIds: issuer.taxIds },
      customerSnapshot: { name: customer.name, email: customer.email, country: customer.country },
      lines: {
        create: options.lines.map(({ periodStart, periodEnd, ...line }, position) => ({
          ...line,
          position,
          periodStart: toDate(periodStart),
          periodEnd: toDate(periodEnd),
        })),
      },
    },
  })
  const booked = { customerId, subjectId: invoice.id, amountMinor: totalMinor, currency, now }
  await postEntry(tx, { ...booked, kind: 'invoice', debit: 'receivable', credit: 'revenue' })
  await postEntry(tx, { ...booked, kind: 'settlement', debit: 'customer_balance', credit: 'receivable' })
  return { id: invoice.id, number }
}
