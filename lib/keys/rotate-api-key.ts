import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { lockKey } from './lock-key.ts'
import { hashOf, newSecret, prefixOf } from './secret.ts'

/**
 * Gives a key another secret (S2.2); its tier, packs and counts stay. Those before go on working for the overlap, or
 * as long as an earlier rotation gave them. The new one is only in this answer. Throws `api_key_not_found`.
 */
export async function rotateApiKey(
  tx: Transaction,
  options: {
    apiKeyId: string
    customerId: string
    userId: string
    overlapHours: number
    requestId: string
    now: Temporal.Instant
    realNow: Temporal.Instant
  },
): Promise<{ secret: string }> {
  const { apiKeyId, customerId, overlapHours, realNow, now } = options
  await lockKey(tx, { apiKeyId, customerId })
  const until = toDate(realNow.add({ hours: overlapHours }))
  await tx.apiKeySecret.updateMany({
    where: { apiKeyId, OR: [{ expiresAt: null }, { expiresAt: { gt: until } }] },
    data: { expiresAt: until },
  })
  const secret = newSecret()
  await tx.apiKeySecret.create({
    data: { apiKeyId, prefix: prefixOf(secret), hash: hashOf(secret), createdAt: toDate(realNow) },
  })
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: 'api_key.rotated',
    subject: `api_key:${apiKeyId}`,
    customerId,
    requestId: options.requestId,
    data: { overlapHours },
    now,
  })
  return { secret }
}
