import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

export type Account = 'cash' | 'receivable' | 'revenue' | 'customer_balance'
export type EntryKind = 'payment' | 'invoice' | 'settlement' | 'void' | 'refund' | 'credit_note'

/**
 * Moves an amount from one account to another in the journal (invariant 10), once per kind and subject: a second
 * posting of the same event changes nothing. Minor units.
 */
export async function postEntry(
  tx: Transaction,
  entry: {
    kind: EntryKind
    subjectId: string
    customerId: string
    debit: Account
    credit: Account
    amountMinor: bigint
    currency: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { kind, subjectId, customerId, amountMinor, currency } = entry
  const { count } = await tx.journalEntry.createMany({
    data: [{ kind, subjectId, customerId, occurredAt: toDate(entry.now) }],
    skipDuplicates: true,
  })
  if (count === 0) return
  const { id: entryId } = await tx.journalEntry.findUniqueOrThrow({
    where: { kind_subjectId: { kind, subjectId } },
  })
  await tx.journalPosting.createMany({
    data: [
      { entryId, account: entry.debit, amountMinor, currency },
      { entryId, account: entry.credit, amountMinor: -amountMinor, currency },
    ],
  })
}
