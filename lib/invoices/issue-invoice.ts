import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { postEntry } from './post-entry.ts'
import { takeNumber } from './take-number.ts'

export type InvoiceLineInput = {
  addonId: string | null
  planId: string | null
  description: string
  /** What else the customer is told of it. */
  details?: string | null
  /** What was sold, as it is called today. */
  itemCode?: string
  itemName?: string
  /** A decimal number as text where it is not whole: hours of work. */
  quantity: number | string
  unitAmountMinor: bigint
  /** Negative: a credit on the same bill. */
  amountMinor: bigint
  /** Null for what is not for a time. */
  periodStart: Temporal.Instant | null
  periodEnd: Temporal.Instant | null
}

/**
 * Issues an invoice: finalized at once, numbered, with names and addresses as they are today. That of a purchase is
 * paid, and there is one; one without a purchase asks for its total, unless that is nothing. Call it last in the
 * transaction (see `takeNumber`).
 */
export async function issueInvoice(
  tx: Transaction,
  options: {
    issuerId: string
    customerId: string
    purchaseId: string | null
    type?: 'add_on' | 'one_off'
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
  const isPaid = purchaseId !== null || totalMinor === 0n
  const invoice = await tx.invoice.create({
    data: {
      issuerId,
      customerId,
      purchaseId,
      number,
      financialYear,
      sequence,
      type: options.type ?? 'add_on',
      issueDate,
      issuedAt: toDate(now),
      currency,
      subtotalMinor: totalMinor,
      totalMinor,
      paymentStatus: isPaid ? 'succeeded' : 'pending',
      issuerSnapshot: { legalName: issuer.legalName, address: issuer.address, taxIds: issuer.taxIds },
      customerSnapshot: { name: customer.name, email: customer.email, country: customer.country },
      lines: {
        create: options.lines.map(({ periodStart, periodEnd, ...line }, position) => ({
          ...line,
          position,
          periodStart: periodStart && toDate(periodStart),
          periodEnd: periodEnd && toDate(periodEnd),
        })),
      },
    },
  })
  const booked = { customerId, subjectId: invoice.id, amountMinor: totalMinor, currency, now }
  await postEntry(tx, { ...booked, kind: 'invoice', debit: 'receivable', credit: 'revenue' })
  if (isPaid)
    await postEntry(tx, { ...booked, kind: 'settlement', debit: 'customer_balance', credit: 'receivable' })
  return { id: invoice.id, number }
}
