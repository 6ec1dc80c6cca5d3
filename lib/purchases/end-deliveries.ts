import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/** Ends the deliveries that told us of a subject, in the commit of what followed from them (invariant 8). */
export async function endDeliveries(
  tx: Transaction,
  options: {
    subject: string
    outcome: 'processed' | 'ignored'
    /** Those that came after the provider was asked are for the next look. */
    toldUntil: Temporal.Instant
    at: Temporal.Instant
  },
): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { subject: options.subject, processedAt: null, receivedAt: { lte: toDate(options.toldUntil) } },
    data: { processedAt: toDate(options.at), outcome: options.outcome },
  })
}
