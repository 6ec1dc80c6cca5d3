import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { nextRenewalRun } from './renewal-run-rules.ts'

/** Has our own job look at a term that renews, three days before it ends (S2.9). */
export async function scheduleRenewal(
  tx: Transaction,
  options: { subscriptionId: string; termId: string; endsAt: Temporal.Instant; now: Temporal.Instant },
): Promise<void> {
  const { subscriptionId, termId, endsAt, now } = options
  const { family } = await tx.subscription.findUniqueOrThrow({
    where: { id: subscriptionId },
    select: { family: { select: { issuer: { select: { timeZone: true } } } } },
  })
  const dueAt = nextRenewalRun({ endsAt, at: now, timeZone: family.issuer.timeZone })
  await scheduleWork(tx, { kind: 'renew-prepaid', subject: termId, dueAt, now })
}
