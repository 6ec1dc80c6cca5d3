import { financialYear } from '#lib/calendar/periods.ts'
import type { Transaction } from '#lib/db/client.ts'
import { documentNumber, type Series } from './number-rules.ts'

/**
 * The next number of an issuer's series (invariant 9): consecutive and without gaps, because the counter row is
 * taken by the transaction that issues the document and goes back with it. Take it last: until the commit everybody
 * else waits.
 */
export async function takeNumber(
  tx: Transaction,
  options: { issuerId: string; series: Series; now: Temporal.Instant },
): Promise<{ number: string; financialYear: number; sequence: number; issueDate: Date }> {
  const issuer = await tx.issuer.findUniqueOrThrow({ where: { id: options.issuerId } })
  const { timeZone, financialYearStartMonth: startMonth } = issuer
  const year = financialYear({ at: options.now, timeZone, startMonth })
  const [row] = await tx.$queryRaw<[{ last_sequence: number }]>`
    INSERT INTO document_counters (issuer_id, series, financial_year, last_sequence)
    VALUES (${issuer.id}::uuid, ${options.series}, ${year}, 1)
    ON CONFLICT (issuer_id, series, financial_year)
      DO UPDATE SET last_sequence = document_counters.last_sequence + 1
    RETURNING last_sequence`
  const sequence = row.last_sequence
  const prefix = options.series === 'invoice' ? issuer.invoicePrefix : issuer.creditNotePrefix
  const day = options.now.toZonedDateTimeISO(timeZone).toPlainDate()
  return {
    number: documentNumber({ prefix, financialYear: year, sequence }),
    financialYear: year,
    sequence,
    issueDate: new Date(`${day}T00:00:00Z`),
  }
}
