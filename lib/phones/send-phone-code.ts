import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { CustomerPrincipal } from '#lib/auth/principal.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { takeRate } from '#lib/http/rate-limit.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'
import { config } from '#lib/server/config.ts'
import { CODE_MINUTES, phoneCode, phoneCodeHash } from './phone-code.ts'

/**
 * Admits one more code, before anything is written. Throws `refused` where no text messages are sent, `forbidden` for
 * members who are no owners, 429 past the limits: of this caller, and of this number whoever asks.
 */
export async function admitPhoneCode(caller: CustomerPrincipal, number: string): Promise<void> {
  if (!config().sms) {
    const detail = 'No text messages are sent from here.'
    throw new DomainError({ kind: 'refused', code: 'no_text_messages', detail })
  }
  if (caller.memberRole !== 'owner') {
    const detail = 'Only owners of this account get alerts.'
    throw new DomainError({ kind: 'forbidden', code: 'owner_only', detail })
  }
  await takeRate({ rateClass: 'codes', caller: caller.userId })
  const digest = createHash('sha256').update(number).digest('base64url')
  await takeRate({ rateClass: 'codes_to_number', caller: digest })
}

/** Sends a code to a number, in the place of the one before. Whether somebody else has this number makes no difference. */
export async function sendPhoneCode(
  tx: Transaction,
  options: { userId: string; number: string; now: Temporal.Instant },
): Promise<void> {
  const { userId, number, now } = options
  const sentAt = realNow()
  const expiresAt = sentAt.add({ minutes: CODE_MINUTES })
  const seed = randomBytes(32).toString('base64url')
  const code = {
    number,
    hash: phoneCodeHash({ userId, number, code: phoneCode(seed) }),
    tries: 0,
    createdAt: toDate(sentAt),
    expiresAt: toDate(expiresAt),
  }
  await tx.phoneCode.upsert({ where: { userId }, create: { userId, ...code }, update: code })
  await enqueueMessage(tx, {
    dedupeKey: `phone-code:${randomUUID()}`,
    customerId: null,
    channel: 'sms',
    recipient: number,
    template: 'phone-code',
    data: { seed, expiresAt: expiresAt.toString() },
    now,
  })
}
