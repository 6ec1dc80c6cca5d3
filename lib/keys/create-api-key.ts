import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { KEY_FAMILY } from './key-family.ts'
import { hashOf, newSecret, prefixOf } from './secret.ts'

/** More are a mistake, or somebody filling our tables. */
const MOST_KEYS = 100

/**
 * Makes an API key on the family's default tier (S2.2). The secret is only in this answer. Throws `too_many_api_keys`.
 *
 * @param options.realNow secrets live in real time, which no moved clock ends; what is held counts in the product's
 */
export async function createApiKey(
  tx: Transaction,
  options: {
    customerId: string
    userId: string
    name: string
    timeZone: string
    requestId: string
    now: Temporal.Instant
    realNow: Temporal.Instant
  },
): Promise<{ apiKeyId: string; secret: string }> {
  const { customerId, name, timeZone, now } = options
  await tx.$executeRaw`SELECT 1 FROM customers WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`
  const count = await tx.apiKey.count({ where: { customerId, revokedAt: null } })
  if (count >= MOST_KEYS) {
    throw new DomainError({
      kind: 'conflict',
      code: 'too_many_api_keys',
      detail: `There are ${MOST_KEYS} keys already. Revoke one that is not used.`,
    })
  }
  const secret = newSecret()
  const { id: apiKeyId } = await tx.apiKey.create({
    data: {
      customerId,
      name,
      timeZone,
      createdAt: toDate(now),
      secrets: {
        create: { prefix: prefixOf(secret), hash: hashOf(secret), createdAt: toDate(options.realNow) },
      },
    },
  })
  await ensureSubscription(tx, { customerId, familyCode: KEY_FAMILY, apiKeyId, now })
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: 'api_key.created',
    subject: `api_key:${apiKeyId}`,
    customerId,
    requestId: options.requestId,
    data: { name },
    now,
  })
  return { apiKeyId, secret }
}
