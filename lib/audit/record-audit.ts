import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** Writes down who did what, or tried to. Entries are never changed. */
export async function recordAudit(
  tx: DatabaseOrTransaction,
  entry: {
    actor: string
    action: string
    subject: string
    customerId?: string
    requestId?: string
    data?: Record<string, string | number | boolean | null>
    now: Temporal.Instant
  },
): Promise<void> {
  const { now, data, ...row } = entry
  await tx.auditEntry.create({ data: { ...row, data: data ?? {}, at: toDate(now) } })
}
