import type { z } from 'zod'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { processAutoRenewals } from '#lib/purchases/process-auto-renewals.ts'
import type { processedRenewals } from './renewal-schemas.ts'

type Processed = z.output<typeof processedRenewals>

/** Renews what is due, because a member of staff asked for it; written down with what became of it (S2.9). */
export async function processRenewals(options: {
  userId: string
  requestId: string
  now: Temporal.Instant
}): Promise<Processed> {
  const { userId, requestId, now } = options
  const { no_method, asks, nothing, ...counts } = await processAutoRenewals({ now })
  const processed = {
    ...counts,
    noSavedMethod: no_method,
    awaitingConfirmation: asks,
    unchanged: nothing,
  } satisfies Processed
  await recordAudit(database(), {
    actor: `user:${userId}`,
    action: 'renewals.processed',
    subject: 'renewals',
    requestId,
    data: processed,
    now,
  })
  return processed
}
