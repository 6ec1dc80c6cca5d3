import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { EntryKind } from './post-entry.ts'

/**
 * Takes back what the entry of an event booked, posting by posting, as an event of its own: the journal only grows.
 * Once per subject.
 */
export async function reverseEntry(
  tx: Transaction,
  options: { subjectId: string; booked: EntryKind; as: EntryKind; now: Temporal.Instant },
): Promise<void> {
  const { subjectId, booked, as: kind, now } = options
  const { customerId, postings } = await tx.journalEntry.findUniqueOrThrow({
    where: { kind_subjectId: { kind: booked, subjectId } },
    include: { postings: true },
  })
  await tx.journalEntry.create({
    data: {
      kind,
      subjectId,
      customerId,
      occurredAt: toDate(now),
      postings: {
        create: postings.map(({ account, amountMinor, currency }) => ({
          account,
          amountMinor: -amountMinor,
          currency,
        })),
      },
    },
  })
}
